import type { OrderScale } from './keeps-order.ts';
import type { Kills } from './kills.ts';
import type { RepeatScale } from './repeats.ts';

/** What can be broken. */
export type Part =
  | 'order'
  | 'repeats'
  | 'holder-killed'
  | 'holder-stopped'
  | 'restarts'
  | 'kills'
  | 'migration-kills'
  | 'stopped'
  | 'frozen'
  | 'connections-taken'
  | 'late'
  | 'disk-full'
  | 'read-only';

/** How often and how long each part runs. */
export interface Scale {
  readonly parts: readonly Part[];
  readonly instances: number;
  readonly order: OrderScale;
  readonly repeats: RepeatScale;
  /** Kills of each run; every run is on an empty database. */
  readonly kills: readonly Kills[];
  /** Whether replies are pushed too. After a kill this takes 15 s more, because unsent replies wait for their lease. */
  readonly pushing: 0 | 1;
  readonly migrationKills: number;
  /** In milliseconds. */
  readonly outage: number;
  readonly restarts: number;
}

const NONE: Kills = { 'mid-turn': 0, 'before-commit': 0, 'after-commit': 0, 'before-mark': 0, random: 0 };

/** What `npm run test:chaos` measures. */
export const LONG: Scale = {
  parts: [
    'order',
    'repeats',
    'holder-killed',
    'holder-stopped',
    'restarts',
    'kills',
    'migration-kills',
    'stopped',
    'frozen',
    'connections-taken',
    'late',
    'disk-full',
    'read-only',
  ],
  pushing: 1,
  instances: 3,
  order: { conversations: 200, messages: 50 },
  // With 500 at once on two cores, the test channel is slower than the ten seconds that senders wait, and replies come
  // twice.
  repeats: { conversations: 100, messages: 100 },
  kills: [
    { ...NONE, 'mid-turn': 60, 'before-commit': 60, 'after-commit': 60, 'before-mark': 60 },
    { ...NONE, random: 230 },
  ],
  migrationKills: 30,
  outage: 30_000,
  restarts: 50,
};

/** What `npm test` runs: one kill on each database, one outage. */
export const BRIEF: Scale = {
  parts: ['order', 'repeats', 'kills', 'stopped'],
  pushing: 0,
  instances: 2,
  order: { conversations: 8, messages: 5 },
  repeats: { conversations: 4, messages: 4 },
  kills: [{ ...NONE, 'after-commit': 1 }],
  migrationKills: 0,
  outage: 1_000,
  restarts: 0,
};

/** What `npm run test:all` runs. */
export const SHORT: Scale = {
  parts: ['order', 'repeats', 'holder-stopped', 'kills', 'stopped'],
  pushing: 0,
  instances: 2,
  order: { conversations: 15, messages: 8 },
  repeats: { conversations: 10, messages: 5 },
  kills: [{ 'mid-turn': 1, 'before-commit': 1, 'after-commit': 1, 'before-mark': 0, random: 1 }],
  migrationKills: 2,
  outage: 2_500,
  restarts: 2,
};
