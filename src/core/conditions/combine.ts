import { ALWAYS, NEVER, type Condition } from '../model/condition.ts';
import { conditionKey } from './condition-key.ts';

/** Conditions that must all hold, each said once. */
export function allOf(conditions: readonly Condition[]): Condition {
  return join('all', conditions);
}

/** Conditions of which one must hold; one that another already covers is left out ("A, or A and B" is A). */
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

/** The parts of conditions of the same kind, flat and each once; to all of them, what always holds adds nothing. */
function partsOf(kind: 'all' | 'any', conditions: readonly Condition[]): readonly Condition[] {
  const flat = conditions.flatMap((each) => (each.kind === kind ? each.of : [each]));
  const distinct = new Map(flat.map((each) => [conditionKey(each), each]));
  return [...distinct.values()].filter((each) => kind === 'any' || each.kind !== 'always');
}
