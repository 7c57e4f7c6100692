import { z } from 'zod';
import { ANSWER_KINDS, BASES, CERTAINTIES, COMPONENT_STATUSES, VERDICTS } from './constants.ts';

const id = z.string().describe('An id of the pack; GET /api/packs has the names.');
const citations = z.array(z.int().min(0)).describe("Indexes into the part's own citations.");
const certainty = z
  .enum(CERTAINTIES)
  .describe('"depends": only under the condition, which is not known to hold.');
const condition = z
  .string()
  .describe('The condition as a clause that follows "only if"; empty where there is none.');

const issue = z.object({
  id,
  label: z.string(),
  status: z.enum(COMPONENT_STATUSES),
  certainty,
  condition,
  citations,
});

const requirement = z.object({
  id,
  phase: z.enum(['before', 'after']).describe('Whether it must hold before the hop or be done after it.'),
  text: z.string(),
  certainty,
  condition,
  citations,
});

const hop = z.object({
  from: id,
  to: id,
  basis: z.enum(BASES).describe('"implied": the text takes the hop for granted and does not state it.'),
  certainty,
  condition,
  citations,
  requirements: z.array(requirement),
  issues: z.array(issue),
});

const alternative = z.object({
  steps: z.array(z.string()),
  effect: z.string().describe('What the text says that the steps do; empty where it says nothing.'),
  certainty,
  condition,
  citations,
});

const reference = z.object({
  topic: z.string(),
  url: z.string().exactOptional().describe('As printed in the text; it may be no longer in use.'),
  contact: z.string().exactOptional(),
  citations,
});

const citation = z.object({
  source: z.string().describe("The source's file; GET /api/sources/{pack}/{file} has its lines."),
  edition: z.string(),
  lines: z.tuple([z.int().min(1), z.int().min(1)]).describe('First and last line, from 1.'),
  quote: z.string().describe('The exact words.'),
});

const question = z.object({
  fact: id,
  prompt: z.string(),
  choices: z
    .array(z.object({ value: z.string(), label: z.string() }))
    .describe(
      'Send the value of the one that was chosen as this fact in `facts`, and the fact in `settled` too where the text tells it. ' +
        'Where the fact is "pack", send it as `pack`; where it is "change", leave the fact that was chosen out.',
    ),
  why: z.string(),
});

const fields = {
  kind: z
    .enum(ANSWER_KINDS)
    .describe(
      '"answer": the verdict holds whatever is still open. "question": what is open must be known first. ' +
        '"not-covered": the text does not say; never a yes or a no. "chat": thanks, help and the like.',
    ),
  verdict: z.enum(VERDICTS),
  pack: z.string().nullable().describe('The pack that answered; null where none could be told.'),
  facts: z
    .record(z.string(), z.union([z.string(), z.array(z.string())]))
    .describe('What was understood, by fact: an id, several candidates, "unknown" or "other".'),
  path: z.array(id).describe('The products of the route in order, start and target included.'),
  hops: z.array(hop),
  alternatives: z.array(alternative),
  references: z.array(reference),
  nearest: z
    .array(z.object({ text: z.string(), citations }))
    .describe('Where the text does not say: the nearest that it does say.'),
  text: z.string().describe('The answer as plain text, complete on its own.'),
  citations: z.array(citation),
  question: question.nullable().describe('Null where nothing more would change the advice.'),
};

/** One part of an answer. */
export const answerPartSchema = z.object(fields);

/** The whole answer: what `waymark ask --json` prints and `POST /api/ask` sends. */
export const answerSchema = z.object({
  ...fields,
  parts: z
    .array(answerPartSchema)
    .describe(
      'Each part where there are several questions or cases; the top level is then the first of them.',
    ),
});
