import { setTimeout } from 'node:timers/promises';
import type { Archive } from './archive.ts';

/** Deletes what is older than it may be. */
export interface Retention {
  /** Deletes all that is expired; resolves with how many rows that were. Rejects where the store cannot be written. */
  run(): Promise<number>;
  /** Resolves when the run that has begun by now has ended. */
  finished(): Promise<void>;
  /** Ends it; resolves when a batch in flight has ended. */
  stop(): Promise<void>;
}

export interface RetentionParts {
  readonly archive: Archive<unknown>;
  readonly now: () => number;
  /** So many days after their last write conversations are kept, and so many days events. */
  readonly days: { readonly conversations: number; readonly events: number };
  /** Told where the store could not be written; the next run tries again. */
  readonly onFailure: (cause: unknown) => void;
}

/**
 * Milliseconds: how often it runs, how long a process holds the job, and the pause after each batch. Batches are small
 * and pauses long, because turns wait for a batch (docs/privacy.md has the figures).
 */
const INTERVAL = 10 * 60_000;
const LEASE = 60_000;
const PAUSE = 50;

/** So many conversations, old activities and events are deleted at once. */
const AT_ONCE = 25;
const DAY = 86_400_000;
const JOB = 'retention';

/** Runs at once, and then again and again; of several processes one at a time. */
export function startRetention({ archive, now, days, onFailure }: RetentionParts): Retention {
  let isStopped = false;
  let running: Promise<unknown> = Promise.resolve();
  const again = () => {
    running = running.then(run).catch(onFailure);
  };
  again();
  const timer = setInterval(again, INTERVAL);
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
    while (!isStopped && (await archive.hold(JOB, now(), LEASE))) {
      const time = now();
      const cutoffs = { conversations: time - days.conversations * DAY, events: time - days.events * DAY };
      const more = await archive.expire(cutoffs, time, AT_ONCE);
      deleted += more;
      if (more === 0) break;
      await setTimeout(PAUSE, undefined, { ref: false });
    }
    if (!isStopped) await archive.tidy();
    return deleted;
  }
}
