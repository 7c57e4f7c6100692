import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../test/support/postgres.ts';
import { leaveUnsent } from './backlog/leave-unsent.ts';
import { measureSteadyTurns } from './backlog/measure-steady-turns.ts';
import { waitUntilReady } from './backlog/wait-until-ready.ts';
import { startReceiver } from './soak/start-receiver.ts';
import { ms, printTable } from './table.ts';
import { startTarget } from './turns/start-target.ts';
import type { Target } from './turns/target.ts';
import { waymark } from './turns/targets.ts';

/**
 * Turns alone, and beside a backlog of replies that an outage of the channel left behind; how soon the server is ready
 * with it, and how fast it sends them. Each conversation has ten of them.
 */
export async function benchBacklog(short: boolean): Promise<void> {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--build', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
  const replies = short ? 4_000 : 40_000;
  const folder = mkdtempSync(join(tmpdir(), 'waymark-backlog-'));
  const postgres = await startPostgres();
  try {
    const databaseUrl = await postgres.newDatabase();
    const rows = [
      await measure(waymark('SQLite', folder), undefined, join(folder, 'waymark.db'), replies, short),
      await measure(waymark('PostgreSQL', folder, databaseUrl), databaseUrl, '', replies, short),
    ];
    printTable(
      `Turns beside ${String(replies)} unsent replies (load average ${loadavg()[0]?.toFixed(1) ?? '?'})`,
      [
        'database',
        'alone, median ms',
        'beside, median ms',
        'ratio',
        'p99 alone',
        'p99 beside',
        'ready ms',
        'sent/s',
      ],
      rows,
    );
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true });
  }
}

async function measure(
  target: Target,
  databaseUrl: string | undefined,
  file: string,
  replies: number,
  short: boolean,
): Promise<readonly string[]> {
  const receiver = await startReceiver();
  const first = await startTarget(target);
  const milliseconds = short ? 3_000 : 15_000;
  await measureSteadyTurns(first.port, 1_000);
  const alone = await measureSteadyTurns(first.port, milliseconds);
  await first.stop();
  await leaveUnsent({ databaseUrl, file }, replies, receiver.url);
  const ready = await waitUntilReady(target);
  await measureSteadyTurns(ready.port, 1_000);
  const [from, begun] = [receiver.count(), performance.now()];
  const beside = await measureSteadyTurns(ready.port, milliseconds);
  const rate = ((receiver.count() - from) / (performance.now() - begun)) * 1_000;
  await ready.stop();
  await receiver.stop();
  return [
    target.name,
    ms(alone.median),
    ms(beside.median),
    (beside.median / alone.median).toFixed(2),
    ms(alone.p99),
    ms(beside.p99),
    ms(ready.milliseconds),
    rate.toFixed(0),
  ];
}
