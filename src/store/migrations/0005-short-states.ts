import type { Migration } from 'kysely';

/**
 * Conversations are stored in a short form from here on, each as soon as it goes on. The tables are as before: this only
 * keeps a version that cannot read the short form from starting.
 */
export const shortStatesMigration: Migration = {
  up: () => Promise.resolve(),
};
