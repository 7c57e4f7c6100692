import { sql, type Kysely, type Migration } from 'kysely';

/** Columns and a table for forgetting: the life, the end and the last watermark of a conversation, and leases of jobs. */
export const erasingMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const conversations = () => db.schema.alterTable('conversations');
    await conversations()
      .addColumn('life', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await conversations()
      .addColumn('logged', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await conversations().addColumn('ends_at', 'bigint').execute();
    await db.schema
      .createIndex('conversations_ending')
      .on('conversations')
      .column('ends_at')
      .where(sql.ref('ends_at'), 'is not', null)
      .execute();
    await db.schema
      .createTable('jobs')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('held_until', 'bigint', (column) => column.notNull())
      .execute();
  },
};
