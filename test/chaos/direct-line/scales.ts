import type { RepeatScale } from '../repeats.ts';
import type { DisconnectScale } from './disconnects.ts';
import type { StreamKills } from './kills.ts';

/** How much is done of what, over Direct Line. */
export interface StreamScale {
  readonly instances: number;
  /** Kills on each database; those of words to other instances are for PostgreSQL. */
  readonly kills: StreamKills;
  readonly repeats: RepeatScale;
  readonly restarts: number;
  readonly disconnects: DisconnectScale;
  /** In milliseconds. */
  readonly outage: number;
  readonly outages: readonly ('stopped' | 'frozen' | 'disk-full')[];
}

/** What `npm run test:chaos` measures. */
export const LONG_STREAMS: StreamScale = {
  instances: 3,
  kills: {
    'mid-turn': 25,
    'before-commit': 25,
    'after-commit': 25,
    'before-word': 25,
    'before-read': 25,
    random: 125,
  },
  repeats: { conversations: 50, messages: 40 },
  restarts: 30,
  disconnects: { clients: 50, cuts: 20 },
  outage: 30_000,
  outages: ['stopped', 'frozen', 'disk-full'],
};

/** What runs with all other tests. */
export const SHORT_STREAMS: StreamScale = {
  instances: 2,
  kills: {
    'mid-turn': 0,
    'before-commit': 1,
    'after-commit': 1,
    'before-word': 0,
    'before-read': 0,
    random: 1,
  },
  repeats: { conversations: 6, messages: 5 },
  restarts: 2,
  disconnects: { clients: 6, cuts: 3 },
  outage: 2_000,
  outages: ['stopped'],
};
