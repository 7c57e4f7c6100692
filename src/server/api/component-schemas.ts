import { z } from 'zod';
import {
  answerPartSchema,
  answerSchema,
  askSchema,
  batchSchema,
  batchAnswersSchema,
  batchErrorSchema,
  packNamesSchema,
  packsSchema,
  problemSchema,
  readySchema,
  sourceSchema,
} from '../../contract/schemas.ts';

/** The schemas by their names in the OpenAPI document. */
const NAMED = {
  AskRequest: askSchema,
  BatchRequest: batchSchema(askSchema),
  Answer: answerSchema,
  AnswerPart: answerPartSchema,
  BatchAnswers: batchAnswersSchema,
  BatchError: batchErrorSchema,
  Pack: packNamesSchema,
  Packs: packsSchema,
  Source: sourceSchema,
  Ready: readySchema,
  Problem: problemSchema,
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type SchemaName = keyof typeof NAMED;

/** The same as JSON schemas, for `components.schemas` of the document. */
export function componentSchemas(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      Object.fromEntries(Object.entries(schema).filter(([key]) => !DOCUMENT_KEYS.has(key))),
    ]),
  );
}

/** Left out of components: the whole document says `$schema`, and a `$id` would be read as a base address. */
const DOCUMENT_KEYS = new Set(['$schema', '$id']);
