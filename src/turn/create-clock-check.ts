import type { PersonalDataStore } from './personal-data-store.ts';

/** Decides whether the clock may be believed before something is deleted. */
export interface ClockCheck {
  /** Compares the clock with the last known time; writes the time down if it is believed. Rejects without the store. */
  isBelieved(): Promise<boolean>;
}

export interface ClockCheckOptions {
  readonly data: Pick<PersonalDataStore<unknown>, 'knownTime' | 'believeTime' | 'databaseTime'>;
  /** The clock that is checked: milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds of a clock that never goes back and that nobody sets. */
  readonly monotonic: () => number;
  /** Called after each check. */
  readonly onChecked: (outcome: ClockOutcome) => void;
}

/** `aheadBy`: how far the clock is from the last known time (milliseconds); negative if it is behind. */
export type ClockOutcome =
  { readonly kind: 'believed' } | { readonly kind: 'doubted'; readonly aheadBy: number };

/** A clock may differ from the last known time by so much, and must run for as long until it is believed all the same. */
const DAY = 86_400_000;

/** A second clock agrees if it differs by no more than this. */
const AGREEMENT = 3_600_000;

/**
 * Creates the check. A clock is believed if it is within a day of the time that was believed last. Otherwise a second clock
 * (the database's) decides; where there is none, the clock is believed after it has run for 24 hours without being set. An
 * operator's command writes the known time, which the next check reads.
 */
export function createClockCheck({ data, now, monotonic, onChecked }: ClockCheckOptions): ClockCheck {
  let doubt: { readonly since: number; readonly offset: number } | undefined;
  return {
    async isBelieved() {
      const known = await data.knownTime();
      const time = now();
      if (known === undefined || Math.abs(time - known) <= DAY || (await isConfirmed(time))) {
        await data.believeTime(time);
        doubt = undefined;
        onChecked({ kind: 'believed' });
        return true;
      }
      onChecked({ kind: 'doubted', aheadBy: time - known });
      return false;
    },
  };

  async function isConfirmed(time: number): Promise<boolean> {
    const second = await data.databaseTime();
    if (second !== undefined) return Math.abs(time - second) <= AGREEMENT;
    const [since, offset] = [monotonic(), time - monotonic()];
    // A clock that is set again while it is doubted has not run for 24 hours.
    if (doubt === undefined || Math.abs(offset - doubt.offset) > AGREEMENT) doubt = { since, offset };
    return since - doubt.since >= DAY;
  }
}
