import type { Outcome, Plan } from './outcome.ts';

/** What a question may ask of an upgrade: its alternatives, its requirements, or the reason for the route. */
export type Aspect = 'alternative' | 'requirement' | 'reason';

/** A plan with only what belongs to one aspect, so that no question is asked about the rest. */
export function viewPlan(plan: Plan, aspect: Aspect): Plan {
  switch (aspect) {
    case 'alternative':
      return { ...plan, outcome: { kind: 'not-covered' } };
    case 'requirement':
      return { ...plan, outcome: without(plan.outcome, 'issues'), alternatives: [] };
    case 'reason':
      return { ...plan, outcome: without(without(plan.outcome, 'issues'), 'requirements'), alternatives: [] };
  }
}

function without(outcome: Outcome, what: 'issues' | 'requirements'): Outcome {
  switch (outcome.kind) {
    case 'supported':
    case 'supported-via': {
      const [first, ...rest] = outcome.hops;
      return { ...outcome, hops: [{ ...first, [what]: [] }, ...rest.map((hop) => ({ ...hop, [what]: [] }))] };
    }
    case 'not-recommended':
      return { ...outcome, hops: outcome.hops.map((hop) => ({ ...hop, [what]: [] })) };
    case 'not-supported':
    case 'conflict':
    case 'not-covered':
    case 'depends':
      return outcome;
  }
}
