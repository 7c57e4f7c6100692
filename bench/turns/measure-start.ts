import { ms, printTable } from '../table.ts';
import { startTarget } from './start-target.ts';
import type { Target } from './target.ts';

/** Times from the start of the process to the first answer, one program after the other; Waymark on a new file each time. */
export async function measureStart(
  echo: Target,
  sqlite: (name: string) => Target,
  short: boolean,
): Promise<void> {
  const times: Readonly<Record<'echo' | 'waymark', number[]>> = { echo: [], waymark: [] };
  for (let round = 0; round < (short ? 3 : 9); round += 1) {
    times.echo.push(await timeStart(echo));
    times.waymark.push(await timeStart(sqlite(`start-${String(round)}`)));
  }
  const middle = (of: readonly number[]) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
  const row = (name: string, of: readonly number[]) => [
    name,
    ms(middle(of)),
    ms(Math.min(...of)),
    `× ${(middle(of) / middle(times.echo)).toFixed(2)}`,
  ];
  printTable(
    `Start of the process to the first answer, ${String(times.echo.length)} times; milliseconds`,
    ['', 'median', 'fastest', 'compared'],
    [row('(b) stock echo bot', times.echo), row('(c) Waymark, SQLite', times.waymark)],
  );
}

async function timeStart(target: Target): Promise<number> {
  const running = await startTarget(target);
  await running.stop();
  return running.started;
}
