import type { Meaning } from './phrase-trie.ts';
import { meaningOf, means, type Segment } from './segment.ts';
import { QUESTION } from './tokenize.ts';

/** "Isn't X upgradable?" asks of X and denies nothing: a denial that opens a question is no denial. */
export function readOpenings(segments: readonly Segment[]): readonly Segment[] {
  return segments.map((part, i) => {
    if (!means(part, 'question-word') || meaningOf(part, 'cue')?.role !== 'not') return part;
    const before = segments[i - 1];
    const opens = before === undefined || before.kind === 'stop' || before.kind === 'comma';
    if (!opens || !isQuestion(segments, i)) return part;
    return { ...part, meanings: part.meanings.filter((meaning: Meaning) => meaning.kind !== 'cue') };
  });
}

function isQuestion(segments: readonly Segment[], from: number): boolean {
  for (let i = from + 1; i < segments.length; i++) {
    if (segments[i]?.kind === 'stop') return segments[i]?.norm === QUESTION;
    if (means(segments[i], 'flow')) return true;
  }
  return false;
}
