import type { RepeatScale } from '../repeats.ts';
import type { DisconnectScale } from './disconnects.ts';
import type { StreamKills } from './kills.ts';

/** What can be broken while visitors talk. */
export type StreamPart =
  'kills on SQLite' | 'kills on PostgreSQL' | 'disconnects' | 'repeats' | 'restarts' | Outage;

type Outage = 'stopped' | 'frozen' | 'disk-full';

/** How often and how long each part runs, over Direct Line. */
export interface StreamScale {
  readonly parts: readonly StreamPart[];
  readonly instances: number;
  /** Kills on each database; those of words to other instances are for PostgreSQL. */
  readonly kills: StreamKills;
  readonly repeats: RepeatScale;
  readonly restarts: number;
  readonly disconnects: DisconnectScale;
  /** In milliseconds. */
  readonly outage: number;
}

const NO_KILLS: StreamKills = {
  'mid-turn': 0,
  'before-commit': 0,
  'after-commit': 0,
  'before-word': 0,
  'before-read': 0,
  random: 0,
};

const ALL_BUT_OUTAGES = [
  'kills on SQLite',
  'kills on PostgreSQL',
  'disconnects',
  'repeats',
  'restarts',
] as const;

/** What `npm run test:chaos` measures. */
export const LONG_STREAMS: StreamScale = {
  parts: [...ALL_BUT_OUTAGES, 'stopped', 'frozen', 'disk-full'],
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
};

/** What `npm test` runs: one kill beside an open stream. Outages are part of `chaos.test.ts`. */
export const BRIEF_STREAMS: StreamScale = {
  parts: ['kills on PostgreSQL', 'repeats'],
  instances: 2,
  kills: { ...NO_KILLS, 'after-commit': 1 },
  repeats: { conversations: 3, messages: 3 },
  restarts: 0,
  disconnects: { clients: 0, cuts: 0 },
  outage: 0,
};

/** What `npm run test:all` runs. */
export const SHORT_STREAMS: StreamScale = {
  parts: [...ALL_BUT_OUTAGES, 'stopped'],
  instances: 2,
  kills: { ...NO_KILLS, 'before-commit': 1, 'after-commit': 1, random: 1 },
  repeats: { conversations: 6, messages: 5 },
  restarts: 2,
  disconnects: { clients: 6, cuts: 3 },
  outage: 2_000,
};
