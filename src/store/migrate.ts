import { Migrator, type Kysely } from 'kysely';
import { firstMigration } from './migrations/0001-first.ts';
import { erasingMigration } from './migrations/0002-erasing.ts';
import { heartbeatMigration } from './migrations/0003-heartbeat.ts';
import { shortStatesMigration } from './migrations/0005-short-states.ts';
import { outboxIndexesMigration } from './migrations/0006-outbox-indexes.ts';
import { clockMigration } from './migrations/0007-clock.ts';
import type { Schema } from './schema.ts';

/** All migrations in order. A released migration is never changed. */
export const MIGRATIONS = {
  '0001-first': firstMigration,
  '0002-erasing': erasingMigration,
  '0003-heartbeat': heartbeatMigration,
  '0005-short-states': shortStatesMigration,
  '0006-outbox-indexes': outboxIndexesMigration,
  '0007-clock': clockMigration,
};

/**
 * Brings the tables up to date in one transaction; several processes may do so at once. Rejects if the database cannot
 * be reached or was written by a newer version of this program.
 */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('the migration failed');
}
