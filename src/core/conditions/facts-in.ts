import type { Condition } from '../model/condition.ts';

/** The ids of the facts that a condition depends on, from left to right. They are added to `into`, which is returned. */
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
