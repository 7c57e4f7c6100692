import type { z } from 'zod';
import type { Answer } from '../../contract/index.ts';
import { ask, type Advisor } from '../../core/index.ts';
import { askSchema } from '../../contract/schemas.ts';

/** A refusal that always says what is wrong. */
export interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

export type AskResult =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Answers one question of the ask API by the consultation that every host runs. It keeps nothing. */
export function answerQuestion(advisor: Advisor, body: unknown): AskResult {
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

/** Every issue with the field that it is about. */
export function describeIssues({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
}

const LONGEST_DETAIL = 2_000;

function refuse(problems: string): AskResult {
  const detail = problems.length > LONGEST_DETAIL ? `${problems.slice(0, LONGEST_DETAIL)}…` : problems;
  return { kind: 'refused', refusal: { status: 400, title: 'The question cannot be read', detail } };
}
