import { settingsSchema } from './settings.ts';
import { sourceOf } from './setting.ts';

const settings = Object.entries(settingsSchema.shape).map(
  ([name, schema]) => [name, sourceOf(schema)] as const,
);

/** The variables that each setting is read from. */
export const SETTINGS: ReadonlyMap<string, readonly [string, ...string[]]> = new Map(
  settings.map(([name, { names }]) => [name, names]),
);

/** The variables of secrets. Each may be given as a file, which the variable with `_FILE` behind its name names. */
export const SECRETS: readonly string[] = settings.flatMap(([, { names, isSecret }]) =>
  isSecret ? [names[0]] : [],
);
