import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { FAULTS, type Fault } from './faults.ts';

// Puts one fault after another into a copy of the project and runs the tests for it, at the size of `npm test`. Prints
// which test finds each fault. Exits with 1 if one is not found or can no longer be put in.
// npm run test:faults [-- WORD]: only the areas with WORD in their name.

/** `missed`: all tests pass. `stale`: the code that the fault changes is no longer there. `broken`: no test ran. */
type Result =
  | { readonly kind: 'found'; readonly by: string }
  | { readonly kind: 'missed' }
  | { readonly kind: 'stale'; readonly why: string }
  | { readonly kind: 'broken'; readonly why: string };

const reportSchema = z.object({
  stats: z.object({ tests: z.number(), failures: z.number() }),
  failures: z.array(z.object({ fullTitle: z.string() })),
});

const root = join(import.meta.dirname, '../..');
const [word = ''] = process.argv.slice(2);
const chosen = FAULTS.filter(({ area }) => area.includes(word));
const copy = mkdtempSync(join(tmpdir(), 'waymark-faults-'));
try {
  copyProject();
  checkWithoutFault(chosen);
  const results = chosen.map((fault) => ({ fault, result: tryFault(fault) }));
  const found = results.filter(({ result }) => result.kind === 'found').length;
  process.stdout.write(`\n${String(found)} of ${String(results.length)} faults found.\n`);
  if (found < results.length || found === 0) process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** Copies what Git knows, changes included, and what was built. The packages are linked. */
function copyProject(): void {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = listed.split('\n').filter((file) => file !== '' && existsSync(join(root, file)));
  for (const file of [...files, 'dist']) cpSync(join(root, file), join(copy, file), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
}

/** A test that fails anyway would find every fault. */
function checkWithoutFault(faults: readonly Fault[]): void {
  const result = runTests([...new Set(faults.flatMap(({ tests }) => tests))]);
  if (result.kind === 'missed') return;
  const why = result.kind === 'found' ? result.by : result.why;
  throw new Error(`The tests must pass without a fault: ${why}`);
}

function tryFault(fault: Fault): Result {
  const path = join(copy, fault.file);
  const result = existsSync(path) ? withFault(fault, path) : stale(`${fault.file} does not exist`);
  const words = result.kind === 'found' ? result.by : 'why' in result ? result.why : fault.harm;
  process.stdout.write(`${result.kind.padEnd(6)}  ${fault.area}: ${words}\n`);
  return result;
}

function withFault({ file, search, replacement, tests, build }: Fault, path: string): Result {
  const text = readFileSync(path, 'utf8');
  const places = text.split(search).length - 1;
  if (places !== 1) return stale(`${file} has ${String(places)} times: ${search}`);
  writeFileSync(
    path,
    text.replace(search, () => replacement),
  );
  try {
    if (build !== undefined) buildPage(build);
    return runTests(tests);
  } finally {
    writeFileSync(path, text);
    if (build !== undefined) buildPage(build);
  }
}

function stale(why: string): Result {
  return { kind: 'stale', why: `${why}. Adapt the fault in scripts/seeded-faults/faults.ts.` };
}

function buildPage(config: string): void {
  runNode('node_modules/vite/bin/vite.js', ['build', '--config', config]);
}

/** Runs test files up to the first failure. */
function runTests(tests: readonly string[]): Exclude<Result, { kind: 'stale' }> {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const options = ['--bail', '--reporter', 'json', '--reporter-option', `output=${report}`];
  const said = runNode('node_modules/mocha/bin/mocha.js', [...options, ...tests]);
  if (!existsSync(report)) return { kind: 'broken', why: `no test ran:\n${said}` };
  const { stats, failures } = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
  if (stats.tests === 0) return { kind: 'broken', why: `no test ran:\n${said}` };
  const [first] = failures;
  return first === undefined ? { kind: 'missed' } : { kind: 'found', by: first.fullTitle };
}

/** Runs a program of the packages in the copy; returns what it wrote. */
function runNode(program: string, options: readonly string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, [join(copy, program), ...options], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, TEST_SIZE: 'default' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return `${stdout}${stderr}`;
}
