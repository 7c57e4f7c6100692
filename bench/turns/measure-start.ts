import { ms, printTable } from '../table.ts';
import { startTarget } from './start-target.ts';
import type { Target } from './target.ts';

/** Times from the start of the process to the first answer, one program after the other; Waymark on a new file each time. */
export async function measureStart(
  echo: Target,
  sqlite: (name: string) => Target,
  short: boolean,
): Promise<void> {
  const starts: Readonly<Record<'echo' | 'waymark', Start[]>> = { echo: [], waymark: [] };
  for (let round = 0; round < (short ? 3 : 9); round += 1) {
    starts.echo.push(await timeStart(echo));
    starts.waymark.push(await timeStart(sqlite(`start-${String(round)}`)));
  }
  const row = (name: string, of: readonly Start[]) => {
    const [wall, cpu] = [middle(of, 'wall'), middle(of, 'cpu')];
    return [
      name,
      ms(wall),
      ms(Math.min(...of.map((start) => start.wall))),
      `× ${(wall / middle(starts.echo, 'wall')).toFixed(2)}`,
      ms(cpu),
      `× ${(cpu / middle(starts.echo, 'cpu')).toFixed(2)}`,
    ];
  };
  printTable(
    `Start of the process to the first answer, ${String(starts.echo.length)} times; milliseconds`,
    ['', 'median', 'fastest', 'compared', 'processor time', 'compared'],
    [row('(b) stock echo bot', starts.echo), row('(c) Waymark, SQLite', starts.waymark)],
  );
}

/** Milliseconds to the first answer, and of processor time until then. */
interface Start {
  readonly wall: number;
  readonly cpu: number;
}

function middle(starts: readonly Start[], of: keyof Start): number {
  const sorted = starts.map((start) => start[of]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

async function timeStart(target: Target): Promise<Start> {
  const running = await startTarget(target);
  const { cpu } = running.read();
  await running.stop();
  return { wall: running.started, cpu };
}
