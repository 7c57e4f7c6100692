#!/usr/bin/env node
// Starts the built command line; on a checkout that was installed without scripts it builds first.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const entry = new URL('../dist/index.js', import.meta.url);
if (!existsSync(entry)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
  const built = spawnSync(process.execPath, [tsc, '--build', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) {
    console.error(
      'waymark: not built, and building failed. Run "npm ci" in the project folder, then try again.',
    );
    process.exit(1);
  }
}
const { main } = await import(entry.href);
process.exitCode = await main(process.argv);
