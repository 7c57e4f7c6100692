import { meaningOf, means, type Segment } from './segment.ts';
import { QUESTION } from './tokenize.ts';

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

/**
 * Which segments stand behind a denial or an "or" in their clause ("nothing was …"), or in a clause that asks ("was it
 * … ?"): what they say is turned round by it. Linear in the segments.
 */
export function markTurned(segments: readonly Segment[]): readonly boolean[] {
  const asked = markAsked(segments);
  let [denied, asks, opens] = [false, false, true];
  return segments.map((part, i) => {
    if (part.kind === 'comma' || part.kind === 'stop') {
      [denied, asks, opens] = [false, false, true];
      return false;
    }
    if (opens) asks = asked[i] === true && isInverted(part);
    opens = false;
    const turned = denied || asks;
    denied ||= means(part, 'denial') || means(part, 'alternative');
    return turned;
  });
}

/** Whether the sentence of each segment ends in a question mark. */
function markAsked(segments: readonly Segment[]): readonly boolean[] {
  const marks = segments.map(() => false);
  let asked = false;
  for (let i = segments.length - 1; i >= 0; i--) {
    if (segments[i]?.kind === 'stop') asked = segments[i]?.norm === QUESTION;
    marks[i] = asked;
  }
  return marks;
}

/** "Was it …": a clause that begins with the verb asks. */
function isInverted(part: Segment): boolean {
  return means(part, 'question-word') || meaningOf(part, 'cue')?.role === 'formerly';
}
