import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

// Builds the web pages that are older than what they are made from. Looking takes a few milliseconds.
const root = join(import.meta.dirname, '..');
const pages = [
  {
    config: 'vite.desk.config.ts',
    made: 'dist/web/desk/index.html',
    from: ['src/web', 'dialogs/words', 'package-lock.json', 'vite.desk.config.ts'],
  },
];

for (const page of pages) {
  const made = join(root, page.made);
  const newest = Math.max(...page.from.map((path) => newestIn(join(root, path))));
  if (existsSync(made) && statSync(made).mtimeMs >= newest) continue;
  await build({ configFile: join(root, page.config) });
}

/** When a file, or the newest below a folder, was last changed. A folder's own time shows files that were removed. */
function newestIn(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
