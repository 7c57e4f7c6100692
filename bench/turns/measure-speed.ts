import { loadavg } from 'node:os';
import { ms, printTable } from '../table.ts';
import type { LoadReport } from './load.ts';
import type { Load } from './start-load.ts';
import { startTarget } from './start-target.ts';
import type { LoadKind, RunningTarget, Saying, Target } from './target.ts';

/** What is compared. */
export interface Compared {
  readonly bare: Target;
  readonly echo: Target;
  readonly sqlite: Target;
  readonly postgres: Target;
}

/** One round of one row: what the load saw, and what the server's process took for it. */
interface Round extends LoadReport {
  /** Processor milliseconds a turn. */
  readonly cpu: number;
}

interface Row {
  readonly name: string;
  readonly running: RunningTarget;
  readonly kind: LoadKind;
  readonly saying?: Saying;
  readonly rounds: Round[];
}

type Rows = readonly [Row, Row, Row, Row, Row, Row, Row, Row];

const OPEN = [1, 10, 100, 1_000];

/** Takes every program's turns per second in rounds, one program after another, and prints a table. */
export async function measureSpeed(compared: Compared, load: Load, short: boolean): Promise<void> {
  // The engine compiles code that runs often, and there is more of it here than in the echo bot: the first turns are
  // slower, and are not counted for any program.
  const [rounds, milliseconds, warmUp] = short ? [3, 1_000, 5_000] : [7, 2_000, 20_000];
  const running = {
    bare: await startTarget(compared.bare),
    echo: await startTarget(compared.echo),
    sqlite: await startTarget(compared.sqlite),
    postgres: await startTarget(compared.postgres),
  };
  const rowsOf = (): Rows => [
    { name: '(a) bare restify', running: running.bare, kind: 'question', rounds: [] },
    { name: '(b) stock echo bot', running: running.echo, kind: 'activity', rounds: [] },
    { name: '(c) Waymark, SQLite', running: running.sqlite, kind: 'activity', rounds: [] },
    { name: '(d) Waymark, PostgreSQL', running: running.postgres, kind: 'activity', rounds: [] },
    { name: '(e) Waymark, ask API', running: running.sqlite, kind: 'question', rounds: [] },
    { name: '(f) Waymark, Direct Line', running: running.sqlite, kind: 'direct-line', rounds: [] },
    // What is left of (c) and (e) where there is nothing to read and nothing to compose: no answer can be faster.
    { name: '(c) with "thanks"', running: running.sqlite, kind: 'activity', saying: 'thanks', rounds: [] },
    { name: '(e) with "thanks"', running: running.sqlite, kind: 'question', saying: 'thanks', rounds: [] },
  ];
  try {
    for (const row of rowsOf()) await runRound(row, load, 10, Infinity, warmUp);
    for (const conversations of OPEN) {
      const rows = rowsOf();
      for (let round = 0; round < rounds; round += 1)
        for (const row of rows) row.rounds.push(await runRound(row, load, conversations, milliseconds));
      printRows(conversations, rounds, rows);
    }
  } finally {
    await Promise.all(Object.values(running).map((target) => target.stop()));
  }
}

async function runRound(
  { running, kind, saying = 'questions' }: Row,
  load: Load,
  conversations: number,
  milliseconds: number,
  turns = Infinity,
): Promise<Round> {
  const before = running.read();
  const report = await load.run({ kind, saying, port: running.port, conversations, milliseconds, turns });
  return { ...report, cpu: (running.read().cpu - before.cpu) / report.turns };
}

function printRows(conversations: number, rounds: number, rows: Rows): void {
  const [bare, echo, sqlite, postgres, ask, line, thanked, askThanked] = rows;
  const ratio = (row: Row, to: Row) =>
    `× ${(median(row, perSecond) / median(to, perSecond)).toFixed(2)} of ${to.name.slice(0, 3)}`;
  const ratios = new Map([
    [sqlite, ratio(sqlite, echo)],
    [postgres, ratio(postgres, echo)],
    [ask, ratio(ask, bare)],
    [line, ratio(line, echo)],
    [thanked, ratio(thanked, echo)],
    [askThanked, ratio(askThanked, bare)],
  ]);
  printTable(
    `${String(conversations)} open conversations: medians of ${String(rounds)} rounds; load average ${loadavg()[0]?.toFixed(1) ?? ''}`,
    ['', 'turns/s', 'by round', 'p50, ms', 'p99, ms', 'processor ms a turn', 'turns/s, compared'],
    rows.map((row) => {
      const sorted = row.rounds.map(perSecond).sort((a, b) => a - b);
      return [
        row.name,
        median(row, perSecond).toFixed(0),
        `${sorted[0]?.toFixed(0) ?? ''} to ${sorted.at(-1)?.toFixed(0) ?? ''}`,
        ms(median(row, ({ p50 }) => p50)),
        ms(median(row, ({ p99 }) => p99)),
        median(row, ({ cpu }) => cpu).toFixed(3),
        ratios.get(row) ?? '',
      ];
    }),
  );
}

function perSecond({ turns, milliseconds }: Round): number {
  return (turns / milliseconds) * 1_000;
}

function median(row: Row, of: (round: Round) => number): number {
  const sorted = row.rounds.map(of).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
