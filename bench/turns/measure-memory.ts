import { printTable } from '../table.ts';
import { CONVERSATION_LENGTH } from './requests.ts';
import type { Load } from './start-load.ts';
import { startTarget } from './start-target.ts';
import type { Target } from './target.ts';

const CONVERSATIONS = 10_000;
const STEPS = 10;
const OPEN = 20;

/** The memory of each program's process while it takes 100,000 turns of 10,000 conversations. */
export async function measureMemory(targets: readonly Target[], load: Load): Promise<void> {
  const turns = (CONVERSATIONS * CONVERSATION_LENGTH) / STEPS;
  const rows: string[][] = [];
  for (const target of targets) {
    const running = await startTarget(target);
    const held = [running.read().memory];
    for (let step = 0; step < STEPS; step += 1) {
      await load.run({
        kind: target.requests,
        port: running.port,
        conversations: OPEN,
        milliseconds: Infinity,
        turns,
      });
      held.push(running.read().memory);
    }
    rows.push([target.name, ...held.map((memory) => memory.toFixed(0)), running.read().peak.toFixed(0)]);
    await running.stop();
  }
  const steps = Array.from({ length: STEPS }, (_, i) => `${String((turns * (i + 1)) / 1_000)}k`);
  printTable(
    `Memory of the process in megabytes after so many turns, ${String(CONVERSATION_LENGTH)} a conversation`,
    ['', 'started', ...steps, 'peak'],
    rows,
  );
}
