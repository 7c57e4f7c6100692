import { constants, PerformanceObserver } from 'node:perf_hooks';

/** How long one thing took, over many times, in milliseconds. */
export interface Timing {
  readonly median: number;
  readonly p99: number;
  readonly worst: number;
  readonly count: number;
}

/** A timing with what the rounds differed in and what collecting garbage took. */
export interface Measured extends Timing {
  /** The medians of the fastest and of the slowest round. */
  readonly rounds: readonly [number, number];
  readonly collections: { readonly major: number; readonly minor: number; readonly ms: number };
}

/** Milliseconds from some moment on. */
export type Clock = () => number;

export const wallClock: Clock = () => performance.now();

/**
 * The time that the process was given by the processors, all its threads together: unlike wall time it does not grow
 * with what other programs do, and it counts the engine's own threads too.
 */
export const processorClock: Clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Runs `each` once on every input, in rounds of equal size after a warm-up that is not counted. */
export async function measure<T>(
  { warmUp, rounds }: { readonly warmUp: readonly T[]; readonly rounds: readonly (readonly T[])[] },
  each: (input: T) => void,
  clock: Clock = wallClock,
): Promise<Measured> {
  for (const input of warmUp) each(input);
  const collections = observeCollections();
  const times = rounds.map((inputs) => inputs.map((input) => timeOf(() => each(input), clock)));
  const counted = await collections();
  const medians = times.map((round) => timing(round).median).sort((a, b) => a - b);
  return {
    ...timing(times.flat()),
    rounds: [medians[0] ?? 0, medians.at(-1) ?? 0],
    collections: counted,
  };
}

/** Milliseconds that `action` takes, once. */
export function timeOf(action: () => unknown, clock: Clock = wallClock): number {
  const start = clock();
  action();
  return clock() - start;
}

export function timing(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { median: at(0.5), p99: at(0.99), worst: sorted.at(-1) ?? 0, count: sorted.length };
}

/** Counts garbage collections until the returned function is called; they are reported a turn of the event loop late. */
function observeCollections(): () => Promise<Measured['collections']> {
  let [major, minor, ms] = [0, 0, 0];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      ms += entry.duration;
      if (isMinor(entry)) minor += 1;
      else major += 1;
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    observer.disconnect();
    return { major, minor, ms };
  };
}

/** The kind of a collection stands where Node's types do not say so. */
function isMinor(entry: object): boolean {
  const detail: unknown = 'detail' in entry ? entry.detail : undefined;
  return (
    typeof detail === 'object' &&
    detail !== null &&
    'kind' in detail &&
    detail.kind === constants.NODE_PERFORMANCE_GC_MINOR
  );
}
