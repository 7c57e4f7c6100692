import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startTarget } from '../turns/start-target.ts';
import { waymark } from '../turns/targets.ts';
import { transpile } from '../turns/transpile.ts';
import { countRows } from './count-rows.ts';
import { createTraffic } from './create-traffic.ts';
import { watchLoop } from './watch-loop.ts';

/** How long, at how many turns a second, and how long a row of the table covers; times in milliseconds. */
export interface SoakPlan {
  readonly milliseconds: number;
  readonly rate: number;
  readonly row: number;
}

const HEADER =
  'minutes  turns  p50 ms  p99 ms  worst  memory MB  heap MB  handles  loop p99 ms  file MB  wal MB  unsent  load';

/**
 * Puts a steady load on one server and prints what it holds in rows; at the end the rows of its file are counted.
 * Resolves to the exit code: 1 where a turn was lost, doubled or refused.
 */
export async function soak({ milliseconds, rate, row }: SoakPlan): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-soak-'));
  const file = join(folder, 'waymark.db');
  const target = waymark('Waymark, SQLite', folder);
  const server = await startTarget({
    ...target,
    program: ['--import', `./${transpile('../soak/probe')}`, ...target.program],
    env: { ...target.env, SOAK_PROBE: join(folder, 'probe.json') },
  });
  const loop = watchLoop(join(folder, 'probe.json'));
  const traffic = await createTraffic(server.port, rate);
  process.stdout.write(
    `${String(rate)} turns a second for ${(milliseconds / 60_000).toFixed(0)} minutes\n\n${HEADER}\n`,
  );
  const begin = Date.now();
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  const isOn = () => !interrupt.signal.aborted;
  while (isOn() && Date.now() - begin < milliseconds) {
    const until = Math.min(Date.now() + row, begin + milliseconds);
    while (isOn() && Date.now() < until) await setTimeout(250);
    const { turns, p50, p99, worst } = traffic.takeLatencies();
    const { memory, handles } = server.read();
    const { heap, delay } = loop.take();
    const cells = [
      ((Date.now() - begin) / 60_000).toFixed(0).padStart(7),
      String(turns).padStart(5),
      p50.toFixed(2).padStart(6),
      p99.toFixed(1).padStart(6),
      worst.toFixed(0).padStart(5),
      memory.toFixed(0).padStart(9),
      heap.toFixed(0).padStart(7),
      String(handles).padStart(7),
      delay.toFixed(1).padStart(11),
      megabytes(file).padStart(7),
      megabytes(`${file}-wal`).padStart(6),
      String(countRows(file, 0).unsent).padStart(6),
      (loadavg()[0] ?? 0).toFixed(1).padStart(4),
    ];
    process.stdout.write(`${cells.join('  ')}\n`);
  }
  const sent = await traffic.stop();
  // Replies that leave after the response to their request are marked a little later.
  await setTimeout(3_000);
  await server.stop();
  // By one turn the server showed that it had started.
  const rows = countRows(file, 1);
  const faults = [
    ...sent.faults,
    ...(rows.outbox === sent.taken
      ? []
      : [`${String(rows.outbox)} replies are kept for ${String(sent.taken)} turns`]),
    ...(rows.unsent === 0 ? [] : [`${String(rows.unsent)} replies were not sent`]),
    ...(rows.conversations === sent.conversations
      ? []
      : [`${String(rows.conversations)} conversations are kept of ${String(sent.conversations)}`]),
  ];
  process.stdout.write(
    `\n${String(sent.taken)} turns of ${String(sent.conversations)} conversations, ${String(sent.repeated)} delivered again, ` +
      `${String(sent.silent)} activities of other kinds, ${String(sent.delivered)} replies sent by POST, the load restarted ` +
      `${String(sent.restarts)} times\n${faults.length === 0 ? 'Nothing lost, nothing doubled.' : faults.join('\n')}\n`,
  );
  rmSync(folder, { recursive: true });
  return faults.length === 0 ? 0 : 1;
}

function megabytes(file: string): string {
  return ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) / 1024 ** 2).toFixed(1);
}
