import type { z } from 'zod';
import type { Answer } from '../../contract/index.ts';
import { ask, type Advisor } from '../../core/index.ts';
import { askSchema } from '../../contract/schemas.ts';

/** A problem with a detail text. */
export interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

export type ApiAskResult =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * Answers one question of the ask API; `body` is the parsed JSON. Keeps nothing.
 *
 * @example answerQuestion(advisor, { text: '2.5 to 2003?' }) // { kind: 'answer', answer: { verdict: …, text: … } }
 */
export function answerQuestion(advisor: Advisor, body: unknown): ApiAskResult {
  const read = askSchema.safeParse(body);
  if (!read.success) return refuse(describeIssues(read.error));
  const { text, facts, settled, pack } = read.data;
  const asked = ask(advisor, {
    turns: [text],
    ...(facts === undefined ? {} : { facts }),
    ...(settled === undefined ? {} : { settled }),
    ...(pack === undefined ? {} : { pack }),
  });
  return asked.kind === 'answered'
    ? { kind: 'answer', answer: asked.answer }
    : refuse(asked.problems.join('; '));
}

/** All issues in one line, each with the path of its field. */
export function describeIssues({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
}

const LONGEST_DETAIL = 2_000;

function refuse(problems: string): ApiAskResult {
  const detail = problems.length > LONGEST_DETAIL ? `${problems.slice(0, LONGEST_DETAIL)}…` : problems;
  return { kind: 'refused', refusal: { status: 400, title: 'The question was refused', detail } };
}
