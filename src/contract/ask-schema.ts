import { z } from 'zod';
import { LONGEST_QUESTION } from './constants.ts';

/** How much one request may ask. */
const MOST_QUESTIONS = 100;
const MOST_FACTS = 100;
const MOST_IDS = 1_000;

const id = z.string().max(LONGEST_QUESTION);

/** The body of `POST /api/ask`. Which packs and facts there are is for core to say. */
export const askSchema = z.strictObject({
  text: z.string().max(LONGEST_QUESTION).describe('The question, as a person writes it.'),
  facts: z
    .record(
      z.string(),
      z.union([id, z.array(id).max(MOST_IDS)], { error: `give an id or a list of up to ${MOST_IDS} ids` }),
      { error: 'give an object: a fact and its id for each that is known' },
    )
    .refine((facts) => Object.keys(facts).length <= MOST_FACTS, `give at most ${MOST_FACTS} facts`)
    .meta({ maxProperties: MOST_FACTS })
    .optional()
    .describe(
      'What is known already, by fact: ids of products, families or choices, "unknown" or "other". What the text says overrides it.',
    ),
  settled: z
    .array(id)
    .max(MOST_FACTS)
    .optional()
    .describe(
      'Facts on which the text is not heard, because somebody picked them after it was written: they are as in `facts`, and not known where nothing stands there.',
    ),
  pack: z.string().max(1_000).optional().describe('The only pack that shall answer.'),
});

/** The body of `POST /api/ask/batch`. The server checks each item by itself, so that a bad one takes no other down. */
export function batchSchema<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ questions: z.array(item).min(1).max(MOST_QUESTIONS) });
}
