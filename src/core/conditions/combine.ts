import { ALWAYS, NEVER, type Condition } from '../model/condition.ts';
import { conditionKey } from './condition-key.ts';

/** The condition that all of these hold, without repetition. No conditions: `always`. */
export function allOf(conditions: readonly Condition[]): Condition {
  return join('all', conditions);
}

/** The condition that at least one of these holds. What another one covers is left out: "A, or A and B" is A. */
export function anyOf(conditions: readonly Condition[]): Condition {
  const parts = partsOf('any', conditions);
  if (parts.some(({ kind }) => kind === 'always')) return ALWAYS;
  const keys = new Set(parts.map(conditionKey));
  const covered = (part: Condition) =>
    part.kind === 'all' && part.of.some((inner) => keys.has(conditionKey(inner)));
  return join(
    'any',
    parts.filter((part) => !covered(part)),
  );
}

function join(kind: 'all' | 'any', conditions: readonly Condition[]): Condition {
  const parts = partsOf(kind, conditions);
  const [only, second] = parts;
  if (only === undefined) return kind === 'all' ? ALWAYS : NEVER;
  return second === undefined ? only : { kind, of: parts };
}

/** The conditions in one flat list without repetition; for `all`, without those that always hold. */
function partsOf(kind: 'all' | 'any', conditions: readonly Condition[]): readonly Condition[] {
  const flat = conditions.flatMap((each) => (each.kind === kind ? each.of : [each]));
  const distinct = new Map(flat.map((each) => [conditionKey(each), each]));
  return [...distinct.values()].filter((each) => kind === 'any' || each.kind !== 'always');
}
