import type { Condition, Truth } from '../model/condition.ts';
import type { Facts } from '../model/fact.ts';
import { simplify } from './simplify.ts';

/** Whether the condition holds or fails for these facts; `unknown` if they do not decide it. */
export function evaluate(condition: Condition, facts: Facts): Truth {
  return truthOf(simplify(condition, facts));
}

/** The truth of a condition that `simplify` returned. */
export function truthOf(simplified: Condition): Truth {
  return simplified.kind === 'always' ? 'holds' : simplified.kind === 'never' ? 'fails' : 'unknown';
}
