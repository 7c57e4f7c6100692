import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { openStore } from '../src/store/index.ts';

const MEGABYTE = 1_000_000;

/** Measures the check of a SQLite file of 1 GB (short: 50 MB) at the start, as `serve` does it. */
export async function benchCheck(short: boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-check-'));
  const file = join(folder, 'waymark.db');
  const open = (limit: number) =>
    openStore<never>({
      databaseUrl: undefined,
      file,
      onIdleError: () => undefined,
      check: { limit, onLate: () => process.stdout.write('later than its limit\n') },
    });
  try {
    await (await open(0)).close();
    fill(file, (short ? 50 : 1_000) * MEGABYTE);
    const { size } = await stat(file);
    for (let round = 1; round <= 3; round += 1) {
      const from = performance.now();
      const cpu = process.cpuUsage();
      const store = await open(600_000);
      const { user, system } = process.cpuUsage(cpu);
      process.stdout.write(
        `${String(Math.round(size / MEGABYTE))} MB, start ${String(round)}: ${String(Math.round(performance.now() - from))} ms, ` +
          `processor ${String(Math.round((user + system) / 1_000))} ms\n`,
      );
      await store.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Adds events of about 800 bytes until the file has the size. */
function fill(file: string, size: number): void {
  const database = new Libsql(file);
  const insert = database.prepare('insert into events (id, at, event) values (?, 0, ?)');
  const event = JSON.stringify({ filler: 'x'.repeat(700) });
  for (let n = 0; n * 830 < size;) {
    database.exec('begin');
    for (let i = 0; i < 20_000; i += 1, n += 1) insert.run(`${String(n).padStart(12, '0')}-bench`, event);
    database.exec('commit');
  }
  database.close();
}
