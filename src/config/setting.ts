import { z } from 'zod';

/** Where a setting is read from. */
export interface SettingSource {
  /** Names of environment variables: our own first, then the Bot Framework SDK's spelling. */
  readonly names: readonly [string, ...string[]];
  /** A secret may stand in a file instead, which the variable with `_FILE` behind its name names. */
  readonly isSecret: boolean;
}

const sources = z.registry<SettingSource>();

/** A setting with its schema and the names of its variables. */
export function setting<Schema extends z.ZodType>(schema: Schema, ...names: SettingSource['names']): Schema {
  sources.add(schema, { names, isSecret: false });
  return schema;
}

/** A setting that is secret: its value is never shown, and may stand in a file. */
export function secretSetting<Schema extends z.ZodType>(
  schema: Schema,
  ...names: SettingSource['names']
): Schema {
  sources.add(schema, { names, isSecret: true });
  return schema;
}

/** Where a setting is read from, by its schema. */
export function sourceOf(schema: z.ZodType): SettingSource {
  const source = sources.get(schema);
  if (source === undefined) throw new Error('a setting has no variable');
  return source;
}
