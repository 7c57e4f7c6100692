import { means, type Segment } from './segment.ts';

/**
 * Which segments stand where nothing is told for sure: in a sentence with a hedge ("it was X, I think"), or behind a
 * supposition up to the next comma ("if it was X, then …"). Linear in the segments.
 */
export function markUncertain(segments: readonly Segment[]): readonly boolean[] {
  const marks = segments.map(() => false);
  let start = 0;
  for (let end = 0; end <= segments.length; end++) {
    if (end < segments.length && segments[end]?.kind !== 'stop') continue;
    markSentence(segments, start, end, marks);
    start = end + 1;
  }
  return marks;
}

function markSentence(segments: readonly Segment[], start: number, end: number, marks: boolean[]): void {
  let hedged = false;
  for (let i = start; i < end; i++) hedged ||= means(segments[i], 'hedge');
  let supposed = false;
  for (let i = start; i < end; i++) {
    if (segments[i]?.kind === 'comma') supposed = false;
    supposed ||= means(segments[i], 'supposition');
    marks[i] = hedged || supposed;
  }
}
