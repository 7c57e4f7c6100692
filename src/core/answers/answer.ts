import type { Citation } from '../model/citation.ts';
import type { Basis, ComponentStatus } from '../model/rule.ts';

export const ANSWER_KINDS = ['answer', 'question', 'not-covered', 'chat'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

export const VERDICTS = [
  'supported',
  'supported-with-issues',
  'supported-via',
  'not-supported',
  'not-recommended',
  'depends',
  'component',
  'alternative',
  'requirement',
  'reference',
  'list',
  'compare',
  'not-covered',
  'clarify',
  'chat',
] as const;
export type VerdictName = (typeof VERDICTS)[number];

export type Certainty = 'applies' | 'depends';

export interface AnswerIssue {
  readonly id: string;
  readonly label: string;
  readonly status: ComponentStatus;
  readonly certainty: Certainty;
  readonly condition: string;
  /** Indexes into the answer's citations, like every `citations` below. */
  readonly citations: readonly number[];
}

export interface AnswerRequirement {
  readonly id: string;
  readonly phase: 'before' | 'after';
  readonly text: string;
  readonly certainty: Certainty;
  readonly condition: string;
  readonly citations: readonly number[];
}

export interface AnswerHop {
  readonly from: string;
  readonly to: string;
  readonly basis: Basis;
  readonly certainty: Certainty;
  /** When the hop is needed, where only some installations need it; else empty. */
  readonly condition: string;
  readonly citations: readonly number[];
  readonly requirements: readonly AnswerRequirement[];
  readonly issues: readonly AnswerIssue[];
}

export interface AnswerAlternative {
  readonly steps: readonly string[];
  readonly effect: string;
  readonly certainty: Certainty;
  readonly condition: string;
  readonly citations: readonly number[];
}

export interface AnswerReference {
  readonly topic: string;
  readonly url?: string;
  readonly contact?: string;
  readonly citations: readonly number[];
}

export interface AnswerNearest {
  readonly text: string;
  readonly citations: readonly number[];
}

export interface AnswerQuestion {
  readonly fact: string;
  readonly prompt: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly why: string;
}

/** Facts by id: a choice or product id, several candidates, `unknown` or `other`. */
export type AnswerFacts = Readonly<Record<string, string | readonly string[]>>;

/** One part of an answer: the contract of `waymark ask --json` and `POST /api/ask` without `parts`. */
export interface AnswerPart {
  readonly kind: AnswerKind;
  readonly verdict: VerdictName;
  readonly pack: string | null;
  readonly facts: AnswerFacts;
  readonly path: readonly string[];
  readonly hops: readonly AnswerHop[];
  readonly alternatives: readonly AnswerAlternative[];
  readonly references: readonly AnswerReference[];
  readonly nearest: readonly AnswerNearest[];
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly question: AnswerQuestion | null;
}

/** The whole answer. `parts` is empty where there is only one. */
export interface Answer extends AnswerPart {
  readonly parts: readonly AnswerPart[];
}
