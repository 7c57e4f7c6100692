import * as z from 'zod';

/** Text that says something; white space around it does not count. */
export const text = z.string().trim().min(1);

/** What other entries call this one by. It has no blanks, so that it can stand in addresses and lists. */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, '{name} is not a valid id; use letters, digits, ".", "-" and "_" only');

export const texts = z.array(text);

/** One item, or a list of at least one. */
export function oneOrMore<S extends z.ZodType>(item: S) {
  return z.union([item, z.array(item).min(1)]);
}

/** A group of exactly these keys. The known keys go along with the fault, so that the nearest one can be named. */
export function group<S extends z.core.$ZodShape>(shape: S) {
  const known = Object.keys(shape).join(' ');
  return z.strictObject(shape, { error: (fault) => (fault.code === 'unrecognized_keys' ? known : undefined) });
}

/** Groups that are like each other: every name has a value of the same shape. */
export function named<N extends string, S extends z.ZodType>(names: readonly N[], value: S) {
  return z.record(z.enum(names), value, {
    error: (fault) => {
      // The types leave this code out for records; they do give it where the keys are an enum.
      const code: string = fault.code;
      return code === 'unrecognized_keys' ? names.join(' ') : undefined;
    },
  });
}

/** A product, or all products of a family, or those in a range of versions. */
export const productRef = z.union([id, group({ family: id, versions: text.optional() })]);
export type WrittenProductRef = z.output<typeof productRef>;

export const products = oneOrMore(productRef);
export type WrittenProducts = z.output<typeof products>;
