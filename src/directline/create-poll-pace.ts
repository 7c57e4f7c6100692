import { setTimeout as pause } from 'node:timers/promises';
import type { LogLimit } from '../turn/index.ts';

/** Limits of polls; times in milliseconds. */
export interface PollLimits {
  /** The most that one answer has. */
  readonly atOnce: LogLimit;
  /** How long the poll that goes on with a backlog waits. */
  readonly pause: number;
}

/**
 * botframework-directlinejs hands on the activities of an answer one by one, by a timer that browsers run every 4 ms, and
 * polls again meanwhile. If the next answer came too early it would mix both. 20 activities take 80 ms, less than its
 * shortest interval (200 ms), and the pause keeps it from mixing them also where the next poll is sent at once, because
 * the one before took longer than the interval.
 */
export const POLL_LIMITS: PollLimits = { atOnce: { entries: 20, bytes: 256 * 1024 }, pause: 100 };

/** Keeps answers apart by which a client reads a backlog that is too long for one. */
export interface PollPace {
  /** Notes that the answer to a poll ended at a watermark although there is more behind it. */
  noteCut(key: string, watermark: number): void;
  /** Resolves when a poll from a watermark may be answered: after a pause if an answer was cut there, else at once. */
  whenDue(key: string, watermark: number): Promise<void>;
}

/** As many as conversations that may be read at the same time. Of one that is dropped, a poll waits for nothing. */
const MOST_CUTS = 10_000;

export function createPollPace(milliseconds: number): PollPace {
  const cuts = new Set<string>();
  const nameOf = (key: string, watermark: number) => `${String(watermark)} ${key}`;
  return {
    noteCut(key, watermark) {
      const name = nameOf(key, watermark);
      cuts.delete(name);
      cuts.add(name);
      const [oldest] = cuts;
      if (cuts.size > MOST_CUTS && oldest !== undefined) cuts.delete(oldest);
    },
    async whenDue(key, watermark) {
      if (cuts.has(nameOf(key, watermark))) await pause(milliseconds, undefined, { ref: false });
    },
  };
}
