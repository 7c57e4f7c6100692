import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The sentences of `dialogs/words/en.yaml` by key, as they are written. */
export function writtenSentences(): Readonly<Record<string, unknown>> {
  const read: unknown = parse(readFileSync('dialogs/words/en.yaml', 'utf8'));
  return Object.fromEntries(Object.entries(typeof read === 'object' && read !== null ? read : {}));
}
