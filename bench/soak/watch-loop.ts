import { readFileSync } from 'node:fs';

/** What the probe wrote down since it was last taken. */
export interface LoopWatch {
  /** The heap now in megabytes, and the median of the event loop's p99 delays in milliseconds. */
  take(): { readonly heap: number; readonly delay: number };
}

/** Reads the probe's file every two seconds. */
export function watchLoop(file: string): LoopWatch {
  let delays: number[] = [];
  let heap = 0;
  setInterval(() => {
    const read = readProbe(file);
    if (read === undefined) return;
    heap = read.heap;
    delays.push(read.delay);
  }, 2_000).unref();
  return {
    take() {
      const sorted = delays.sort((a, b) => a - b);
      delays = [];
      return { heap, delay: sorted[Math.floor(sorted.length / 2)] ?? 0 };
    },
  };
}

function readProbe(file: string): { heap: number; delay: number } | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null || !('heap' in value && 'delay' in value))
      return undefined;
    return { heap: Number(value.heap), delay: Number(value.delay) };
  } catch {
    return undefined;
  }
}
