import type { Mention } from './mention.ts';
import { outside, type Say } from './make-mention.ts';
import { isEveryday, type EverydayWords } from './everyday-words.ts';
import { means, type Segment } from './segment.ts';

/** A word in small letters is taken for a name from this length on: shorter ones are rather mistyped or clipped words. */
const LEAST_LETTERS = 4;
/** No name of a vendor that we have seen has more words. */
const MOST_WORDS = 3;

/**
 * Where the name of somebody else begins that stands right before a name of the pack and makes it another thing: "Acme"
 * in "Acme BackOffice 4.5". Undefined where there is none.
 */
export function findOwner(
  segments: readonly Segment[],
  at: number,
  everyday: EverydayWords,
  say: Say,
): number | undefined {
  let start = at;
  while (at - start < MOST_WORDS && isForeign(segments, start - 1, everyday, say)) start -= 1;
  return start === at ? undefined : start;
}

/** Products with somebody else's name before them are none that the pack speaks of, however near they are. */
export function disown(
  mentions: readonly Mention[],
  segments: readonly Segment[],
  everyday: EverydayWords,
  familyOf: (product: string) => string | undefined,
  say: Say,
): readonly Mention[] {
  return mentions.map((mention) => {
    const named = segments[mention.from];
    if (!means(named, 'family') && !means(named, 'product')) return mention;
    const owner = findOwner(segments, mention.from, everyday, say);
    const [first, last] = [segments[owner ?? mention.from], segments[mention.to - 1]];
    if (owner === undefined || first === undefined || last === undefined) return mention;
    const family = mention.outside?.family ?? familyOf(mention.products[0] ?? '');
    return outside(say(first, last), family, owner, mention.to);
  });
}

/**
 * Whether a word is neither the pack's nor everybody's. In small letters, and at the start of a clause, it may as well be
 * a mistyped one: there it is a name only where it is near no everyday word and a name would stand.
 */
function isForeign(segments: readonly Segment[], at: number, everyday: EverydayWords, say: Say): boolean {
  const [before, part] = [segments[at - 1], segments[at]];
  if (part?.kind !== 'word' || !/\p{L}/u.test(part.norm)) return false;
  if (everyday.vendor.has(part.norm) || isEveryday(everyday, part.norm, say(part, part))) return false;
  if (part.capital && !isStart(before)) return true;
  return (
    (part.capital || (part.norm.length >= LEAST_LETTERS && isNamePlace(before))) &&
    !everyday.typos.isNear(part.norm)
  );
}

function isStart(before: Segment | undefined): boolean {
  return before === undefined || before.kind === 'stop' || before.kind === 'comma';
}

/** Behind an article, a cue, a word such as "upgrade" or "does", and at the start of a clause. */
function isNamePlace(before: Segment | undefined): boolean {
  return (
    isStart(before) ||
    (['cue', 'flow', 'question-word', 'article'] as const).some((kind) => means(before, kind))
  );
}
