import { z } from 'zod';
import { ROLES } from './constants.ts';
import { answerSchema } from './answer-schema.ts';

const status = z.int().min(400).max(599);
const title = z.string().describe('What kind of refusal it is.');
const detail = z.string().describe('What is wrong and how to fix it.');

/** A refusal: RFC 9457 problem details. */
export const problemSchema = z.object({
  type: z.literal('about:blank'),
  status,
  title,
  detail: detail.exactOptional(),
});

/** What stands in a batch in the place of a question that was refused. */
export const batchErrorSchema = z.object({ error: z.object({ status, title, detail }) });

/** The answer to `POST /api/ask/batch`: as many as there were questions, in their order. */
export const batchAnswersSchema = z.object({ answers: z.array(z.union([answerSchema, batchErrorSchema])) });

const named = { id: z.string(), name: z.string() };

/** A pack as `GET /api/packs` lists it: what a page needs to show names for ids. */
export const packNamesSchema = z.object({
  id: z.string(),
  title: z.string(),
  language: z.string(),
  owner: z.object({ name: z.string(), address: z.string() }),
  families: z.array(z.object(named)),
  products: z.array(
    z.object({
      ...named,
      family: z.string(),
      version: z.string().describe('Empty where the product has none.'),
      edition: z.string().describe('Such as "Enterprise"; empty where the product has none.'),
    }),
  ),
  facts: z.array(
    z.object({
      id: z.string(),
      role: z.enum(ROLES),
      prompt: z.string(),
      choices: z
        .array(z.object({ id: z.string(), label: z.string() }))
        .describe("Empty where the choices are the pack's products."),
    }),
  ),
  sources: z.array(z.object({ file: z.string(), title: z.string(), edition: z.string() })),
});

/** The answer to `GET /api/packs`. */
export const packsSchema = z.array(packNamesSchema);

/** The answer to `GET /api/sources/{pack}/{file}`. */
export const sourceSchema = z.object({
  pack: z.string(),
  file: z.string(),
  title: z.string(),
  edition: z.string(),
  lines: z.array(z.string()).describe('The text, line 1 first.'),
  cited: z
    .record(z.string(), z.array(z.string()))
    .describe('The ids of the rules that cite a line, by its number.'),
});

/** The answer to `GET /readyz/ask`. */
export const readySchema = z.object({ status: z.literal('ok') });

/** The answer to `POST /chat/session`. */
export const chatSessionSchema = z.object({
  directLine: z
    .string()
    .describe('The address of the Direct Line endpoints, relative to the page or at Azure.'),
  conversationId: z.string(),
  token: z.string(),
  expiresIn: z.number().describe('Seconds that the token is valid for.'),
  ticket: z.string().nullable().describe('A later visit gets the same conversation for it; null at Azure.'),
  resumed: z
    .boolean()
    .describe('Whether it is the conversation of the ticket: then the page joins it and does not start it.'),
});
