import { fieldOf } from './field-of.ts';

/** The text that an object has in a field; undefined where there is none. */
export function textOf(value: unknown, field: string): string | undefined {
  const found = fieldOf(value, field);
  return typeof found === 'string' ? found : undefined;
}
