import * as z from 'zod';
import { ROLES, WORD_KEYS } from '../../contract/index.ts';
import { CUE_ROLES, FLOW_ACTS, FLOW_ENDS, MARKERS, COMMANDS } from '../../core/index.ts';
import { group, id, named, text, texts } from './common.ts';

/** `dialogs/<flow>.yaml`. */
export const flowSchema = group({
  id,
  starts: group({ phrases: texts.default([]), acts: z.array(z.enum(FLOW_ACTS)).default([]) }),
  asks: z.array(z.enum(ROLES)).default([]),
  ends: z.enum(FLOW_ENDS),
});

/** `dialogs/grammar/<language>.yaml`. */
export const grammarSchema = group({
  language: text.optional(),
  roles: named(CUE_ROLES, texts),
  'roles-behind': z.partialRecord(z.enum(CUE_ROLES), texts).default({}),
  moves: named(COMMANDS, texts),
  markers: named(MARKERS, texts),
  corrections: texts,
  joiners: texts,
  'service-packs': texts,
  qualifiers: texts,
  fillers: texts,
  articles: texts,
  'asks-about': texts,
  beside: texts,
  'well-spelt': texts,
  runs: group({ works: texts, supported: texts }),
  everyday: texts,
  'everyday-endings': texts,
  units: texts,
  abbreviations: z.record(z.string(), texts),
  generic: texts,
  'question-words': texts,
  foreign: z.record(z.string(), texts),
  ordinals: z.array(texts.min(1)),
  other: texts,
  silent: z.array(group({ topic: text, phrases: texts.min(1), yields: z.boolean().default(false) })),
});

/** `dialogs/words/<language>.yaml`: every sentence by its key. */
export const wordsSchema = group(
  Object.fromEntries(
    Object.entries(WORD_KEYS).map(([key, holes]) => [
      key,
      z.string().describe(holes.length === 0 ? 'no holes' : `holes: ${holes.map((hole) => `{${hole}}`).join(' ')}`),
    ]),
  ),
);
