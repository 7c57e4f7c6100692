import * as z from 'zod';
import { group, id, productRef, products, type WrittenProductRef, type WrittenProducts } from './common.ts';

/** A condition as it is written: `always`, or a group of exactly one key. */
export type WrittenCondition = 'always' | WrittenTest;

export interface WrittenTest {
  readonly equals?: { readonly fact: string; readonly value: WrittenProductRef } | undefined;
  readonly within?: { readonly fact: string; readonly values: WrittenProducts } | undefined;
  readonly all?: readonly WrittenCondition[] | undefined;
  readonly any?: readonly WrittenCondition[] | undefined;
  readonly not?: WrittenCondition | undefined;
}

export const conditionSchema: z.ZodType<WrittenCondition> = z.lazy(() => z.union([z.literal('always'), testSchema]));

const testSchema = group({
  equals: group({ fact: id, value: productRef }).optional(),
  within: group({ fact: id, values: products }).optional(),
  all: z.array(conditionSchema).min(1).optional(),
  any: z.array(conditionSchema).min(1).optional(),
  not: conditionSchema.optional(),
})
  .refine(
    (test) => Object.keys(test).length === 1,
    '{name} must have exactly one of the keys equals, within, all, any, not; join several conditions by "all" or "any"',
  )
  .meta({ id: 'condition', minProperties: 1, maxProperties: 1 });
