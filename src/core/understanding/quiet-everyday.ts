import { isEveryday } from './everyday-words.ts';
import type { EverydayWords } from './everyday-words.ts';
import type { Say } from './make-mention.ts';
import { means, type Segment } from './segment.ts';

/**
 * Everyday words are fillers, so that no name begins with them: "surely 2016 can be upgraded", "why must I stop at 8.1".
 * With a capital letter inside a sentence, or behind a name, they may be part of one: "Windows Home", "BackOffice lab".
 */
export function quietEveryday(
  segments: readonly Segment[],
  everyday: EverydayWords,
  say: Say,
): readonly Segment[] {
  return segments.map((part, i) => {
    const before = segments[i - 1];
    const starts = before === undefined || before.kind === 'stop' || before.kind === 'comma';
    if (part.kind !== 'word' || (part.capital && !starts) || isBehindName(before)) return part;
    return isEveryday(everyday, part.norm, say(part, part))
      ? { ...part, kind: 'phrase', meanings: FILLER }
      : part;
  });
}

const FILLER: Segment['meanings'] = [{ kind: 'filler' }];

function isBehindName(before: Segment | undefined): boolean {
  return (
    before?.kind === 'word' ||
    (['family', 'product', 'component'] as const).some((kind) => means(before, kind))
  );
}
