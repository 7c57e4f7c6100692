import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const require = createRequire(import.meta.url);

/**
 * The parser that knows positions. It is needed only where something is wrong, and it has so many files that each start
 * would wait for them: so it is loaded at its first use, and without awaiting it, as all reading is synchronous.
 */
export function carefulParser(): typeof Yaml {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- `require` knows no types; these are the package's own
  return require('yaml');
}
