import * as z from 'zod';
import { group, id, text, texts } from './common.ts';

const productSchema = group({
  id,
  version: text.optional(),
  edition: text.optional(),
  name: text.optional(),
  aliases: texts.default([]),
  matches: text.optional(),
});

export const familySchema = group({
  id,
  name: text,
  aliases: texts.default([]),
  'also-called': text.optional(),
  compose: z.boolean().default(false),
  products: z.array(productSchema).min(1),
});

export const componentSchema = group({ id, name: text, aliases: texts.default([]) });

export type WrittenProduct = z.output<typeof productSchema>;
export type WrittenFamily = z.output<typeof familySchema>;
export type WrittenComponent = z.output<typeof componentSchema>;
