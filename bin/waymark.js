#!/usr/bin/env node
// Starts the built command line; on a checkout that was installed without scripts it builds first.
import { existsSync, statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const inDist = (name) => new URL(`../dist/${name}`, import.meta.url);
if (!existsSync(inDist('index.js'))) {
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

/** When a file was written; one that is not there was written before all others. */
const written = (name) => statSync(inDist(name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
// The bundle starts in two thirds of the time, but it must not be older than what was compiled.
const entry = written('bundle.js') >= written('.tsbuildinfo') ? 'bundle.js' : 'index.js';
const { main } = await import(inDist(entry).href);
process.exitCode = await main(process.argv);
