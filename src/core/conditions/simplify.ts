import { ALWAYS, NEVER, type Condition } from '../model/condition.ts';
import type { Facts } from '../model/fact.ts';

/**
 * What is left of a condition when the known facts are filled in: `always` if it holds, `never` if it fails, else the
 * part that is still open. Follows Kleene's strong three-valued logic: more facts never make a decided condition open.
 *
 * @example
 * simplify({ kind: 'all', of: [isServer, isOld] }, { server: { kind: 'is', values: ['yes'] } }) // isOld
 */
export function simplify(condition: Condition, facts: Facts): Condition {
  switch (condition.kind) {
    case 'always':
    case 'never':
      return condition;
    case 'equals':
      return compareFact(condition, condition.fact, (value) => value === condition.value, facts);
    case 'within':
      return compareFact(condition, condition.fact, (value) => condition.values.includes(value), facts);
    case 'all':
      return combine('all', condition.of, facts);
    case 'any':
      return combine('any', condition.of, facts);
    case 'not':
      return negate(simplify(condition.of, facts));
  }
}

/** The opposite condition. */
export function negate(condition: Condition): Condition {
  if (condition.kind === 'always') return NEVER;
  if (condition.kind === 'never') return ALWAYS;
  return condition.kind === 'not' ? condition.of : { kind: 'not', of: condition };
}

function compareFact(
  open: Condition,
  fact: string,
  fits: (value: string) => boolean,
  facts: Facts,
): Condition {
  const value = facts[fact];
  if (value === undefined || value.kind === 'unknown') return open;
  if (value.kind === 'outside') return NEVER;
  if (value.values.every(fits)) return ALWAYS;
  return value.values.some(fits) ? open : NEVER;
}

function combine(kind: 'all' | 'any', parts: readonly Condition[], facts: Facts): Condition {
  const [neutral, absorbing] = kind === 'all' ? [ALWAYS, NEVER] : [NEVER, ALWAYS];
  const open: Condition[] = [];
  for (const part of parts) {
    const left = simplify(part, facts);
    if (left.kind === absorbing.kind) return absorbing;
    if (left.kind === neutral.kind) continue;
    if (left.kind === kind) open.push(...left.of);
    else open.push(left);
  }
  const [first, second] = open;
  if (first === undefined) return neutral;
  return second === undefined ? first : { kind, of: open };
}
