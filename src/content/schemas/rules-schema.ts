import * as z from 'zod';
import { COMPONENT_STATUSES } from '../../contract/index.ts';
import { ATTACHMENTS, UPGRADE_STATUSES } from '../../core/index.ts';
import { group, id, oneOrMore, products, text, texts } from './common.ts';
import { conditionSchema } from './condition-schema.ts';

const quote = z.union([text, group({ quote: text, line: z.int().min(1).optional(), source: text.optional() })]);

const base = {
  id,
  when: conditionSchema.default('always'),
  basis: z.enum(['stated', 'implied']).default('stated'),
  quotes: z.array(quote).min(1),
  withdrawn: text.optional(),
};

const stop = z.union([id, group({ product: id, when: conditionSchema.default('always') })]);
const step = z.union([text, group({ do: text, effect: text.optional() })]);
const hop = group({ from: products.optional(), to: products });

const upgradeSchema = group({
  ...base,
  kind: z.literal('upgrade'),
  from: products,
  to: products,
  status: z.enum(UPGRADE_STATUSES),
  via: z.array(stop).optional(),
  direct: z.boolean().default(false),
  goal: text.optional(),
});

const alternativeSchema = group({
  ...base,
  kind: z.literal('alternative'),
  from: products,
  to: products,
  steps: z.array(step).min(1),
  aliases: texts.default([]),
});

const componentRuleSchema = group({
  ...base,
  kind: z.literal('component'),
  components: oneOrMore(id),
  'open-set': group({ label: text, examples: z.array(id).default([]), aliases: texts.default([]) }).optional(),
  on: hop,
  status: z.enum(COMPONENT_STATUSES),
  label: text,
  says: text,
});

const requirementSchema = group({
  ...base,
  kind: z.literal('requirement'),
  on: hop,
  phase: z.enum(['before', 'after']),
  says: text,
  aliases: texts.default([]),
});

const referenceSchema = group({
  ...base,
  kind: z.literal('reference'),
  topic: text,
  aliases: texts.default([]),
  families: oneOrMore(id).optional(),
  url: text.optional(),
  contact: text.optional(),
  attach: z.array(z.enum(ATTACHMENTS)).default(['on-request']),
});

export const ruleSchema = z.discriminatedUnion('kind', [
  upgradeSchema,
  alternativeSchema,
  componentRuleSchema,
  requirementSchema,
  referenceSchema,
]);

export type WrittenRule = z.output<typeof ruleSchema>;
export type WrittenUpgrade = z.output<typeof upgradeSchema>;
export type WrittenAlternative = z.output<typeof alternativeSchema>;
export type WrittenComponentRule = z.output<typeof componentRuleSchema>;
export type WrittenRequirement = z.output<typeof requirementSchema>;
export type WrittenReference = z.output<typeof referenceSchema>;
export type WrittenQuote = z.output<typeof quote>;
export type WrittenHop = z.output<typeof hop>;
