import { means, type Segment } from './segment.ts';
import { QUESTION } from './tokenize.ts';

/** A part of a message that asks or tells one thing, with whether it ends in a question mark. */
export interface Clause {
  readonly parts: readonly Segment[];
  readonly asked: boolean;
}

/** Clauses end at full stops and question marks, and where a new question begins behind a comma or "and". */
export function splitClauses(segments: readonly Segment[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let parts: Segment[] = [];
  segments.forEach((part, i) => {
    const opens = (part.kind === 'comma' || means(part, 'joiner')) && means(segments[i + 1], 'question-word');
    if (part.kind !== 'stop' && !opens) {
      parts.push(part);
      return;
    }
    clauses.push({ parts, asked: part.norm === QUESTION });
    parts = [];
  });
  return [...clauses, { parts, asked: false }].filter((clause) => clause.parts.length > 0);
}
