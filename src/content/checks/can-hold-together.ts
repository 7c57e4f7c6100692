import { type Condition, type Facts, factsIn, simplify } from '../../core/index.ts';

/** The values that a fact can have; undefined where there are others than the pack names. */
export type Domain = (fact: string) => readonly string[] | undefined;

/** Any value that no condition names. It is not a valid id, so no condition is about it. */
const ANOTHER = '(another)';

/** After so many steps the search gives up and reports no contradiction: better than to refuse a pack by mistake. */
const MOST_STEPS = 10_000;

/**
 * Whether some values of the open facts make the condition hold, given the known facts. Facts are tried one by one,
 * and a branch ends as soon as the rest of the condition is decided.
 */
export function canHold(condition: Condition, known: Facts, domain: Domain): boolean {
  let steps = 0;
  const search = (open: Condition): boolean => {
    steps += 1;
    if (open.kind === 'always') return true;
    const [fact] = factsIn(open);
    if (open.kind === 'never' || fact === undefined || steps > MOST_STEPS) return false;
    const values = domain(fact) ?? [...valuesOf(open, fact), ANOTHER];
    return values.some((value) => search(simplify(open, { [fact]: { kind: 'is', values: [value] } })));
  };
  return search(simplify(condition, known));
}

function valuesOf(condition: Condition, fact: string, into = new Set<string>()): Set<string> {
  switch (condition.kind) {
    case 'always':
    case 'never':
      break;
    case 'equals':
      if (condition.fact === fact) into.add(condition.value);
      break;
    case 'within':
      if (condition.fact === fact) for (const value of condition.values) into.add(value);
      break;
    case 'all':
    case 'any':
      for (const part of condition.of) valuesOf(part, fact, into);
      break;
    case 'not':
      valuesOf(condition.of, fact, into);
      break;
  }
  return into;
}
