import * as z from 'zod';
import { ANSWER_KINDS, VERDICTS } from '../../contract/index.ts';
import { group, id, oneOrMore, text, texts } from './common.ts';

const lines = z.array(z.int().min(1));

/** What an answer must have; what is left out may be anything. */
const expectationSchema = group({
  kind: z.enum(ANSWER_KINDS).optional(),
  verdict: z.enum(VERDICTS).optional(),
  path: z.array(id).optional(),
  facts: z.record(z.string(), oneOrMore(text)).optional(),
  cites: lines.optional(),
  says: texts.optional(),
  never: texts.optional(),
  asks: id.optional(),
  choices: texts.optional(),
  issues: z.record(z.string(), z.enum(['applies', 'depends', 'absent'])).optional(),
  alternatives: z.enum(['applies', 'depends', 'none']).optional(),
  references: texts.optional(),
  nearest: lines.optional(),
});

// What a user says may be empty, and is taken as it stands.
const turnSchema = group({ user: z.string().optional(), press: text.optional(), expect: expectationSchema.optional() })
  .refine(
    (turn) => (turn.user === undefined) !== (turn.press === undefined),
    'a turn must have exactly one of the keys user, press; make two turns of it, or add what the user says',
  );

/** A conversation with the answers that are expected: `ask` and `expect`, or several `turns`. */
export const caseSchema = group({
  id,
  title: text.optional(),
  pack: id.optional(),
  ask: text.optional(),
  expect: expectationSchema.optional(),
  turns: z.array(turnSchema).min(1).optional(),
}).refine(
  (written) =>
    written.turns === undefined ? written.ask !== undefined : written.ask === undefined && written.expect === undefined,
  'a case must have either "ask" with "expect" or "turns"; with several turns each has its own "expect"',
);

export type WrittenCase = z.output<typeof caseSchema>;
export type WrittenExpectation = z.output<typeof expectationSchema>;
