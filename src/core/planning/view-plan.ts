import type { Outcome, Plan } from './outcome.ts';

/** One side of an upgrade that is asked about: other ways, requirements, or the reason for the route. */
export type Aspect = 'alternative' | 'requirement' | 'reason';

/** A plan as one aspect sees it: what it does not speak of is left out, so that nothing is asked about it either. */
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
