// Builds after an installation with development dependencies; with production dependencies only there is nothing to
// build with, and `dist/` comes from elsewhere.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

if (existsSync(new URL('../node_modules/typescript', import.meta.url))) {
  const { status } = spawnSync('npm', ['run', 'build'], { stdio: 'inherit', shell: true });
  process.exitCode = status ?? 1;
}
