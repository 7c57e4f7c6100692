import type * as z from 'zod';
import type { Report } from '../issues/content-issue.ts';
import { describeShapes } from './describe-shapes.ts';
import type { Place } from './place.ts';

/** The value as the schema gives it, or undefined where it does not have that shape; every fault is reported. */
export function checkShape<S extends z.ZodType>(
  schema: S,
  value: unknown,
  place: Place,
  report: Report,
): z.output<S> | undefined {
  // A document is checked once: compiling its schema would take longer than reading it without.
  const result = schema.safeParse(value, { jitless: true });
  if (result.success) return result.data;
  describeShapes(result.error.issues, value, place).forEach(report);
  return undefined;
}
