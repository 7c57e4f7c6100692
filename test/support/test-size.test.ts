import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import * as z from 'zod';

const REPORT = z.object({
  stats: z.object({ passes: z.number(), pending: z.number(), failures: z.number() }),
});

/** More than mocha's two workers, so that a worker loads a second file after its first. */
const FILES = 4;

describe('tests that only npm run test:all runs', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-test-size-'));
    const helpers = pathToFileURL('test/support/test-size.ts').href;
    for (let i = 0; i < FILES; i += 1) {
      const lines = [
        `import { describeInAll, itInAll } from '${helpers}';`,
        `describe('file ${String(i)}', () => itInAll('a test', () => undefined));`,
        `describeInAll('a suite', () => it('has a test', () => undefined));`,
      ];
      writeFileSync(join(folder, `${String(i)}.test.mjs`), lines.join('\n'));
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  const stats = (size: string) => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        ...['node_modules/mocha/bin/mocha.js', '--no-config', '--reporter', 'json'],
        ...['--parallel', '--jobs', '2', join(folder, '*.test.mjs')],
      ],
      { encoding: 'utf8', env: { ...process.env, TEST_SIZE: size, NODE_OPTIONS: '--import=tsx' } },
    );
    expect(stdout, stderr).to.match(/^\s*\{/u);
    return REPORT.parse(JSON.parse(stdout)).stats;
  };

  it('run in every file of a worker process', () => {
    expect(stats('all')).to.deep.equal({ passes: 2 * FILES, pending: 0, failures: 0 });
  });

  it('are reported as skipped by npm test', () => {
    expect(stats('default')).to.deep.equal({ passes: 0, pending: 2 * FILES, failures: 0 });
  });
});
