import type { Kysely, Migration } from 'kysely';

/** The table that is written to find out whether the database can be written. */
export const heartbeatMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('heartbeat')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
