import type { Condition } from '../model/condition.ts';

/** Every value that a condition compares a fact with. They are added to `into`, which is returned. */
export function valuesIn(condition: Condition, into = new Set<string>()): Set<string> {
  switch (condition.kind) {
    case 'always':
    case 'never':
      break;
    case 'equals':
      into.add(condition.value);
      break;
    case 'within':
      for (const value of condition.values) into.add(value);
      break;
    case 'all':
    case 'any':
      for (const part of condition.of) valuesIn(part, into);
      break;
    case 'not':
      valuesIn(condition.of, into);
      break;
  }
  return into;
}
