import type { z } from 'zod';
import type { DeepReadonly } from './deep-readonly.ts';
import type { answerPartSchema, answerSchema } from './answer-schema.ts';

/** What `waymark ask --json` prints and `POST /api/ask` sends. `parts` is empty where there is only one. */
export type Answer = DeepReadonly<z.output<typeof answerSchema>>;

/** One part of an answer: the answer without `parts`. */
export type AnswerPart = DeepReadonly<z.output<typeof answerPartSchema>>;

export type AnswerAlternative = AnswerPart['alternatives'][number];
export type AnswerHop = AnswerPart['hops'][number];
export type AnswerQuestion = NonNullable<AnswerPart['question']>;

/** Facts by id: a choice or product id, several candidates, `unknown` or `other`. */
export type AnswerFacts = AnswerPart['facts'];

/** The vendor's own words: where they stand and exactly what they say. Lines count from 1; both ends are included. */
export type Citation = AnswerPart['citations'][number];
