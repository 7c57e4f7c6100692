import { sql, type Kysely, type Migration } from 'kysely';

/**
 * The table with the last time that a clock was believed. What an older version wrote last counts as believed: its clock
 * was never held against another.
 */
export const clockMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('clock')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('known_at', 'bigint', (column) => column.notNull())
      .execute();
    await sql`
      insert into clock (id, known_at)
      select 1, max(at) from (
        select max(written_at) as at from conversations
        union all select max(at) as at from heartbeat
        union all select max(at) as at from events
      ) as written
      having max(at) is not null`.execute(db);
  },
};
