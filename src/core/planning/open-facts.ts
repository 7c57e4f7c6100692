import { factsIn } from '../conditions/facts-in.ts';
import type { Condition } from '../model/condition.ts';
import { hopsOf, type Plan } from './outcome.ts';

/** A missing fact on which the advice depends. */
export interface OpenFact {
  readonly fact: string;
  /** Whether the outcome itself depends on it, and not only an issue or an alternative. */
  readonly decides: boolean;
  /** Whether it matters for the first hop, which starts at what is installed now. */
  readonly now: boolean;
}

/** The missing facts on which a plan depends. Those that decide the outcome come first. */
export function openFactsOf(plan: Plan): readonly OpenFact[] {
  const open = new Map<string, OpenFact>();
  const add = (condition: Condition, decides: boolean, now: boolean) => {
    for (const fact of factsIn(condition)) {
      const before = open.get(fact);
      open.set(fact, {
        fact,
        decides: decides || (before?.decides ?? false),
        now: now || (before?.now ?? false),
      });
    }
  };
  if (plan.outcome.kind === 'depends')
    for (const branch of plan.outcome.branches) add(branch.when, true, true);
  for (const hop of hopsOf(plan.outcome)) add(hop.when, true, true);
  for (const alternative of plan.alternatives) add(alternative.when, false, true);
  for (const [i, hop] of hopsOf(plan.outcome).entries()) {
    for (const item of [...hop.issues, ...hop.requirements]) add(item.when, false, i === 0);
  }
  return [...open.values()].sort((a, b) => Number(b.decides) - Number(a.decides));
}
