// Builds everything in dist/, or nothing where dist/ is already built from the same sources. It compares contents, not
// times, so that a fresh checkout or a restored cache does not count as a change. Plain JavaScript, so that it runs at once.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'dist/.built-from');
/** Everything that a build reads, but for what package-lock.json pins. */
const inputs = [
  'src',
  'dialogs/words',
  'scripts/build.js',
  'scripts/build-bundles.ts',
  'package.json',
  'package-lock.json',
  ...readdirSync(root).filter((name) => /^(?:tsconfig.*\.json|vite\..*\.ts)$/u.test(name)),
];

if (!isBuilt()) {
  rmSync(stamp, { force: true });
  // Before the build: what changes while it runs makes the next call build again.
  const before = hashOf(inputs);
  run('typescript/bin/tsc', '--build', 'tsconfig.build.json', 'src/web');
  run('tsx/dist/cli.mjs', 'scripts/build-bundles.ts');
  writeFileSync(stamp, before);
}

/** Whether the last build was finished, read the same inputs, and nothing in dist/ was written or deleted since. */
function isBuilt() {
  if (!existsSync(stamp) || newestIn(join(root, 'dist')) > statSync(stamp).mtimeMs) return false;
  return readFileSync(stamp, 'utf8') === hashOf(inputs);
}

/** When a file, or anything below a folder, was last written. A folder's own time shows files that were deleted. */
function newestIn(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

/** One hash of the names and contents of files and of everything below folders. */
function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

function addTo(hash, path) {
  const absolute = join(root, path);
  if (statSync(absolute).isDirectory()) {
    for (const name of readdirSync(absolute).toSorted()) addTo(hash, join(path, name));
    return;
  }
  const content = readFileSync(absolute);
  hash.update(`${path}\n${String(content.length)}\n`).update(content);
}

/** Runs a script of a package; ends this process with its exit code if it fails. */
function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
