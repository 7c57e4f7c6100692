import type { Condition, Truth } from '../model/condition.ts';
import type { Facts } from '../model/fact.ts';
import { simplify } from './simplify.ts';

/** Whether the condition holds, fails, or cannot be told from these facts. */
export function evaluate(condition: Condition, facts: Facts): Truth {
  return truthOf(simplify(condition, facts));
}

/** The truth of a condition that was simplified before. */
export function truthOf(simplified: Condition): Truth {
  return simplified.kind === 'always' ? 'holds' : simplified.kind === 'never' ? 'fails' : 'unknown';
}
