import { means, type Segment } from './segment.ts';

/** No component name that we have seen has more words. */
const MOST_WORDS = 5;

/**
 * The name of something that is asked about like a component ("does SQL Server still work?") and that the pack does not
 * know; undefined where the clause names a product, or nothing.
 */
export function findUnnamedComponent(
  clause: readonly Segment[],
  generic: ReadonlySet<string>,
  say: (from: Segment, to: Segment) => string,
): string | undefined {
  if (clause.some((part) => means(part, 'product') || means(part, 'family') || means(part, 'component')))
    return undefined;
  const begin = clause.findIndex((part) => part.kind === 'word');
  if (begin < 0) return undefined;
  let end = begin;
  for (let i = begin; i < clause.length && i - begin < MOST_WORDS; i++) {
    const part = clause[i];
    if (
      part?.kind === 'word' ||
      part?.kind === 'version' ||
      (part !== undefined && end === i && generic.has(part.norm))
    )
      end = i + 1;
    else if (!means(part, 'filler') || means(part, 'cue') || means(part, 'flow')) break;
  }
  const [first, last] = [clause[begin], clause[end - 1]];
  return first === undefined || last === undefined ? undefined : say(first, last);
}
