import * as z from 'zod';
import { ROLES } from '../../contract/index.ts';
import { group, id, oneOrMore, productRef, text, texts } from './common.ts';


const choiceSchema = group({
  id,
  label: text,
  values: oneOrMore(productRef).optional(),
  means: text,
  synonyms: texts.default([]),
});

const versionQuestionSchema = group({ family: id, prompt: text, why: text, cites: z.array(id).default([]) });

export const factSchema = group({
  id,
  role: z.enum(ROLES),
  prompt: text,
  why: text,
  cites: z.array(id).default([]),
  help: text.optional(),
  priority: z.int().default(0),
  choices: z.array(choiceSchema).default([]),
  versions: z.array(versionQuestionSchema).default([]),
});

export type WrittenFact = z.output<typeof factSchema>;
export type WrittenChoice = z.output<typeof choiceSchema>;
