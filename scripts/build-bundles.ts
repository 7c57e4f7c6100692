import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

// Builds the web pages and the server's bundle where they are older than what they are made from. Looking takes a few
// milliseconds.
const root = join(import.meta.dirname, '..');
const bundles = [
  {
    config: 'vite.desk.config.ts',
    made: 'dist/web/desk/index.html',
    from: ['src/web', 'dialogs/words', 'package-lock.json', 'vite.desk.config.ts'],
  },
  {
    config: 'vite.embed.config.ts',
    made: 'dist/web/embed/embed.js',
    from: ['src/web', 'dialogs/words', 'package-lock.json', 'vite.embed.config.ts'],
  },
  {
    config: 'vite.chat.config.ts',
    made: 'dist/web/chat/index.html',
    from: ['src/web', 'package-lock.json', 'vite.chat.config.ts'],
  },
  {
    config: 'vite.site.config.ts',
    made: 'dist/web/site/site.css',
    from: ['src/web', 'package-lock.json', 'vite.site.config.ts'],
  },
  {
    config: 'vite.web-chat.config.ts',
    // Its name carries a hash; this one stands beside it.
    made: 'dist/web/web-chat/LICENCES.txt',
    from: ['src/web/build', 'package-lock.json', 'vite.web-chat.config.ts'],
  },
  {
    config: 'vite.server.config.ts',
    made: 'dist/bundle.js',
    // What tsc wrote last too: bin/waymark.js starts whichever of the two is newer.
    from: ['src', 'dist/.tsbuildinfo', 'package-lock.json', 'vite.server.config.ts'],
  },
];

for (const bundle of bundles) {
  const made = join(root, bundle.made);
  const newest = Math.max(...bundle.from.map((path) => newestIn(join(root, path))));
  if (existsSync(made) && statSync(made).mtimeMs >= newest) continue;
  await build({ configFile: join(root, bundle.config) });
}

/** When a file, or the newest below a folder, was last changed. A folder's own time shows files that were removed. */
function newestIn(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
