import { setTimeout } from 'node:timers/promises';
import { createClockCheck, type ClockOutcome } from './create-clock-check.ts';
import type { PersonalDataStore } from './personal-data-store.ts';

/** Deletes expired data. */
export interface Retention {
  /** Deletes everything that is expired; resolves to the number of deleted rows. Rejects if the store cannot be written. */
  run(): Promise<number>;
  /** Resolves when the current run has ended. */
  finished(): Promise<void>;
  /** Stops the runs; resolves when the current batch has ended. */
  stop(): Promise<void>;
}

export interface RetentionOptions {
  readonly data: PersonalDataStore<unknown>;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds of a clock that never goes back and that nobody sets. */
  readonly monotonic: () => number;
  /** Called after each check of the clock. While it is doubted, nothing is deleted. */
  readonly onClockChecked: (outcome: ClockOutcome) => void;
  /** How many days conversations are kept after they were last written, and events after they were recorded. */
  readonly days: { readonly conversations: number; readonly events: number };
  /** Called with the error if the store could not be written. The next run tries again. */
  readonly onFailure: (cause: unknown) => void;
}

/**
 * Milliseconds: the interval of the runs, the lease of the job, and the pause after each batch. Batches are small and
 * pauses long because turns wait for a batch (docs/privacy.md has the figures).
 */
const INTERVAL = 10 * 60_000;
const LEASE = 60_000;
const PAUSE = 50;

/** How many conversations, old activities and events one batch deletes. */
const BATCH_SIZE = 25;
const DAY = 86_400_000;
const JOB = 'retention';

/** Runs at once and then at an interval. If several processes share a database, one at a time does it. */
export function startRetention({
  data,
  now,
  monotonic,
  days,
  onClockChecked,
  onFailure,
}: RetentionOptions): Retention {
  const clock = createClockCheck({ data, now, monotonic, onChecked: onClockChecked });
  let isStopped = false;
  let running: Promise<unknown> = Promise.resolve();
  const runAgain = () => {
    running = running.then(run).catch(onFailure);
  };
  runAgain();
  const timer = setInterval(runAgain, INTERVAL);
  timer.unref();
  return {
    run,
    async finished() {
      await running;
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };

  async function run(): Promise<number> {
    let deleted = 0;
    // Before every batch: the clock can be set during a run.
    while (!isStopped && (await clock.isBelieved()) && (await data.leaseJob(JOB, now(), LEASE))) {
      const time = now();
      const cutoffs = { conversations: time - days.conversations * DAY, events: time - days.events * DAY };
      const more = await data.expire(cutoffs, time, BATCH_SIZE);
      deleted += more;
      if (more === 0) break;
      await setTimeout(PAUSE, undefined, { ref: false });
    }
    if (!isStopped) await data.purgeDeleted();
    return deleted;
  }
}
