import * as z from 'zod';
import { group, id, text } from './common.ts';

const lines = z.union([
  z.int().min(1),
  z.string().regex(/^\d{1,7}(-\d{1,7})?$/, '{name} is not a line; write a line such as 3, or lines such as 3-5'),
]);

/** The pages have room for no more, and for no longer ones. */
const MOST_STARTERS = 6;
const LONGEST_STARTER = 80;

/** `pack.yaml`: what the pack is, and which texts it was made from. */
export const packSchema = group({
  id,
  title: text,
  language: text,
  owner: group({ name: text, address: text }),
  starters: z
    .array(text.max(LONGEST_STARTER))
    .max(MOST_STARTERS)
    .refine(
      (starters) => new Set(starters.map((starter) => starter.toLowerCase())).size === starters.length,
      'two items of {name} are the same; take one of them out',
    )
    .default([])
    .describe('questions that the web chat suggests to begin with'),
  sources: z
    .array(
      group({
        file: text,
        title: text,
        edition: text,
        // Not required here: where it is missing, the issue gives it.
        sha256: text.optional(),
        'not-normative': z.array(group({ lines, reason: text })).default([]),
      }),
    )
    .min(1),
});

export type WrittenPack = z.output<typeof packSchema>;
export type WrittenSource = WrittenPack['sources'][number];
