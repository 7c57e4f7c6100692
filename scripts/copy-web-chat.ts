import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/**
 * Copies Web Chat's bundle as it is published, with compressed copies beside it, and the licences of what is in it. The
 * rest of the package (147 MB of build statistics above all) stays where it is.
 */
export async function copyWebChat(folder: string): Promise<void> {
  // Its package.json is not exported; its main file is.
  const dist = join(dirname(createRequire(import.meta.url).resolve('botframework-webchat')), '../dist');
  const content = readFileSync(join(dist, 'webchat.js'));
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 8);
  const name = `webchat-${hash}.js`;
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
    promisify(gzip)(content, { level: 9 }),
  ]);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'LICENCES.txt'), readFileSync(join(dist, 'webchat.js.LICENSE.txt')));
  writeFileSync(join(folder, `${name}.br`), brotli);
  writeFileSync(join(folder, `${name}.gz`), gzipped);
  // The last one: it says that the others are there.
  writeFileSync(join(folder, name), content);
}
