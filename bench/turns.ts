import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../test/support/postgres.ts';
import { measureMemory } from './turns/measure-memory.ts';
import { measureSpeed } from './turns/measure-speed.ts';
import { measureStart } from './turns/measure-start.ts';
import { startLoad } from './turns/start-load.ts';
import { bareRestify, echoBot, waymark } from './turns/targets.ts';

/**
 * Measures whole turns over HTTP beside what a bot could do at most: bare restify, and the SDK's stock echo bot. Every
 * program is a process of its own and so is the load. `short` takes fewer rounds and leaves out the long runs.
 */
export async function benchTurns(short: boolean): Promise<void> {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--build', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
  const [cpu] = cpus();
  const load = loadavg().map((average) => average.toFixed(1));
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, load average ${load.join(' ')}\n`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'waymark-turns-'));
  const postgres = await startPostgres();
  const generator = startLoad();
  const sqlite = (name: string) => waymark('Waymark, SQLite', join(folder, name));
  const onPostgres = async () =>
    waymark('Waymark, PostgreSQL', join(folder, 'none'), await postgres.newDatabase());
  try {
    await measureSpeed(
      { bare: bareRestify(), echo: echoBot(), sqlite: sqlite('speed'), postgres: await onPostgres() },
      generator,
      short,
    );
    await measureStart(echoBot(), sqlite, short);
    if (!short) await measureMemory([echoBot(), sqlite('memory')], generator);
  } finally {
    generator.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true });
  }
}
