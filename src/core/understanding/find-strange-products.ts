import type { RoledMention } from './roled-mention.ts';
import { meaningOf, means, type Segment } from './segment.ts';

/** No product name that we have seen is longer. */
const MOST_WORDS = 5;

/**
 * Names that stand where a product stands and that the pack does not know: "upgrade Exchange to …", "… to Linux".
 * A side that a known product already fills is left alone.
 */
export function findStrangeProducts(
  segments: readonly Segment[],
  roled: readonly RoledMention[],
  say: (from: Segment, to: Segment) => string,
): readonly RoledMention[] {
  const taken = (role: string) => roled.some((each) => each.role === role);
  const found: RoledMention[] = [];
  const add = (role: 'installed' | 'target', run: readonly [number, number]) => {
    const [first, last] = [segments[run[0]], segments[run[1] - 1]];
    if (first === undefined || last === undefined) return;
    found.push({
      role,
      cued: true,
      mention: {
        products: [],
        outside: { said: say(first, last), family: undefined },
        servicePack: undefined,
        bare: undefined,
        wholeFamily: undefined,
        from: run[0],
        to: run[1],
      },
    });
  };
  // Whether an upgrade is spoken of earlier in the clause, so that "to" leads to its target.
  let governed = false;
  segments.forEach((part, i) => {
    const role = meaningOf(part, 'cue')?.role;
    const starts = means(part, 'flow') || role === 'installed';
    if (i === 0 && part.kind === 'word' && !taken('installed')) {
      const run = nameRun(segments, 0);
      if (run !== undefined && meaningOf(segments[run[1]], 'cue')?.role === 'target') add('installed', run);
    }
    if (starts && !taken('installed') && !found.some((each) => each.role === 'installed')) {
      const run = nameRun(segments, i + 1);
      const ends = run !== undefined && meaningOf(segments[run[1]], 'cue')?.role === 'target';
      if (run !== undefined && (ends || isNamed(segments, run))) add('installed', run);
    }
    if (role === 'target' && !taken('target') && !found.some((each) => each.role === 'target')) {
      const run = nameRun(segments, i + 1);
      const named = run !== undefined && (isNamed(segments, run) || isBareName(segments, run));
      const behind = roled.some((each) => each.role === 'installed' && each.mention.to === i);
      if (run !== undefined && named && (behind || governed)) add('target', run);
    }
    governed = part.kind !== 'stop' && (governed || means(part, 'flow'));
  });
  return found;
}

/** The unknown words from a place on, with numbers among them. */
function nameRun(segments: readonly Segment[], from: number): readonly [number, number] | undefined {
  let start = from;
  while (means(segments[start], 'filler') && !means(segments[start], 'cue')) start += 1;
  let end = start;
  while (end - start < MOST_WORDS && isNamePart(segments[end], end > start)) end += 1;
  while (end > start && segments[end - 1]?.kind === 'phrase' && !means(segments[end - 1], 'qualifier'))
    end -= 1;
  return end > start && segments[start]?.kind === 'word' ? [start, end] : undefined;
}

function isNamePart(part: Segment | undefined, inside: boolean): boolean {
  if (part === undefined) return false;
  if (part.kind === 'word') return true;
  return (
    inside &&
    (part.kind === 'version' || (means(part, 'filler') && !means(part, 'cue')) || means(part, 'qualifier'))
  );
}

function isNamed(segments: readonly Segment[], [from, to]: readonly [number, number]): boolean {
  return segments
    .slice(from, to)
    .some((part) => (part.kind === 'word' && part.capital) || part.kind === 'version');
}

/** One or two words in small letters that end the clause: "upgrade it to linux", but not "to install a server". */
function isBareName(segments: readonly Segment[], [from, to]: readonly [number, number]): boolean {
  return (
    to - from <= 2 &&
    segments.slice(from, to).every((part) => part.kind === 'word') &&
    isClauseEnd(segments[to])
  );
}

function isClauseEnd(part: Segment | undefined): boolean {
  return part === undefined || part.kind === 'stop' || part.kind === 'comma';
}
