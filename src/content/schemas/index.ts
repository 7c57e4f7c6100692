import * as z from 'zod';
import { caseSchema } from './cases-schema.ts';
import { flowSchema, grammarSchema, wordsSchema } from './dialog-schemas.ts';
import { packSchema } from './pack-schema.ts';
import { componentSchema, familySchema } from './products-schema.ts';
import { factSchema } from './questions-schema.ts';
import { ruleSchema } from './rules-schema.ts';

/** The sections that a content file of a pack may have. */
const SECTIONS = {
  families: z.array(familySchema).optional(),
  components: z.array(componentSchema).optional(),
  facts: z.array(factSchema).optional(),
  rules: z.array(ruleSchema).optional(),
  cases: z.array(caseSchema).optional(),
};

/** The schema of each kind of content file, by the name of its JSON Schema: the same that loading checks with. */
const FILE_SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  pack: packSchema,
  products: z.strictObject({ families: SECTIONS.families, components: SECTIONS.components }),
  questions: z.strictObject({ facts: SECTIONS.facts }),
  rules: z.strictObject({ rules: SECTIONS.rules }),
  cases: z.strictObject({ cases: SECTIONS.cases }),
  // For a file that mixes sections.
  content: z.strictObject(SECTIONS),
  flow: flowSchema,
  words: wordsSchema,
  grammar: grammarSchema,
  conversation: z.union([z.strictObject({ cases: z.array(caseSchema) }), caseSchema]),
};

/** The JSON Schema of each kind of content file as text, by file name (`rules.schema.json`). */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(FILE_SCHEMAS).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), undefined, 2)}\n`,
    ]),
  );
}
