import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../test/support/postgres.ts';
import { measureTables } from './scale/measure-tables.ts';
import { openPostgresReading, type PostgresReading } from './scale/postgres-reading.ts';
import { ms, printTable } from './table.ts';
import type { LoadReport } from './turns/load.ts';
import { startLoad, type Load } from './turns/start-load.ts';
import { startTarget } from './turns/start-target.ts';
import type { RunningTarget, Target } from './turns/target.ts';
import { echoBot, waymark } from './turns/targets.ts';

const INSTANCES = [1, 2, 3];

/** Conversations that are open at once on each instance. */
const OPEN = 30;

/** What a program reached with its instances. */
interface Measured {
  readonly name: string;
  readonly reports: readonly LoadReport[];
  /** Processor milliseconds of all instances, and of the database. */
  readonly serving: number;
  readonly storing: number;
}

/**
 * Measures whole turns of one, two and three instances on one PostgreSQL: how many, what each costs the processors on
 * either side, and what it leaves in the tables. Load, instances and database share this machine, perhaps with others: the
 * SDK's stock echo bot, which does the same in every run, tells how much the machine had to give.
 */
export async function benchScale(short: boolean): Promise<void> {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--build', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
  const [cpu] = cpus();
  const before = loadavg().map((average) => average.toFixed(1));
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, load average ${before.join(' ')}\n`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'waymark-scale-'));
  const postgres = await startPostgres(['-c', 'max_connections=100', '-c', 'shared_buffers=256MB']);
  const loads = INSTANCES.map(() => startLoad());
  const url = await postgres.newDatabase();
  const reading = await openPostgresReading(url);
  try {
    const milliseconds = short ? 5_000 : 30_000;
    const measured = [await measure('stock echo bot', [echoBot()], { loads, reading, milliseconds })];
    for (const instances of INSTANCES) {
      const targets = Array.from({ length: instances }, (_, i) => waymark(String(i), folder, url));
      measured.push(
        await measure(`Waymark × ${String(instances)}`, targets, { loads, reading, milliseconds }),
      );
    }
    printMeasured(measured);
    await measureTables(reading.client);
    process.stdout.write(`\nLoad average at the end: ${loadavg()[0]?.toFixed(1) ?? ''}\n`);
  } finally {
    for (const load of loads) load.stop();
    await reading.client.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Setting {
  readonly loads: readonly Load[];
  readonly reading: PostgresReading;
  readonly milliseconds: number;
}

async function measure(name: string, targets: readonly Target[], setting: Setting): Promise<Measured> {
  const { loads, reading, milliseconds } = setting;
  const running: RunningTarget[] = [];
  try {
    for (const target of targets) running.push(await startTarget(target));
    const run = (time: number) =>
      Promise.all(
        running.map(({ port }, place) => {
          const load = loads[place];
          if (load === undefined) throw new Error('there are fewer loads than instances');
          return load.run({
            kind: 'activity',
            port,
            conversations: OPEN,
            milliseconds: time,
            turns: Infinity,
          });
        }),
      );
    await run(3_000);
    const spent = () => running.reduce((sum, target) => sum + target.read().cpu, 0);
    const [servingBefore, storingBefore] = [spent(), reading.processorTime()];
    const reports = await run(milliseconds);
    return {
      name,
      reports,
      serving: spent() - servingBefore,
      storing: reading.processorTime() - storingBefore,
    };
  } finally {
    await Promise.all(running.map((target) => target.stop()));
  }
}

function printMeasured(measured: readonly Measured[]): void {
  const rows = measured.map(({ name, reports, serving, storing }) => {
    const turns = reports.reduce((sum, report) => sum + report.turns, 0);
    const perSecond = reports.reduce((sum, report) => sum + (report.turns / report.milliseconds) * 1_000, 0);
    return [
      name,
      perSecond.toFixed(0),
      ms(Math.max(...reports.map(({ p50 }) => p50))),
      ms(Math.max(...reports.map(({ p99 }) => p99))),
      ms(serving / turns),
      ms(storing / turns),
    ];
  });
  printTable(
    `Instances on one PostgreSQL, ${String(OPEN)} conversations open on each (milliseconds)`,
    ['program', 'turns/s', 'p50', 'p99', 'processor, server', 'processor, database'],
    rows,
  );
}
