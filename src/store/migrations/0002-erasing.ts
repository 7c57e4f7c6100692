import { sql, type Kysely, type Migration } from 'kysely';

/** What erasing needs: lives of a conversation told apart, an end that was set, watermarks that go on, and jobs. */
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
