import type { Condition } from '../model/condition.ts';

/** Adds the ids of the facts that a condition speaks of to `into`, in reading order. */
export function factsIn(condition: Condition, into = new Set<string>()): Set<string> {
  switch (condition.kind) {
    case 'always':
    case 'never':
      break;
    case 'equals':
    case 'within':
      into.add(condition.fact);
      break;
    case 'all':
    case 'any':
      for (const part of condition.of) factsIn(part, into);
      break;
    case 'not':
      factsIn(condition.of, into);
      break;
  }
  return into;
}
