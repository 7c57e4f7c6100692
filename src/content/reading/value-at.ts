import type { Step } from './yaml-file.ts';

/** The value that a path leads to; undefined where it leads nowhere. */
export function valueAt(value: unknown, path: readonly Step[]): unknown {
  let found = value;
  for (const step of path) {
    if (Array.isArray(found) && typeof step === 'number') found = found[step];
    else if (isGroup(found)) found = found[String(step)];
    else return undefined;
  }
  return found;
}

/** Whether the value is a group of keys: a YAML map. */
export function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
