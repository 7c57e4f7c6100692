import { sql, type Kysely, type Migration } from 'kysely';

/** The tables of the first version. Times are `bigint`; both databases have that type and `text`. */
export const firstMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('conversations')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('version', 'bigint', (column) => column.notNull())
      .addColumn('written_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('inbound')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('version', 'bigint', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('inbound_at').on('inbound').column('at').execute();
    await db.schema.createIndex('inbound_key').on('inbound').column('key').execute();
    await db.schema
      .createTable('outbox')
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('version', 'bigint', (column) => column.notNull())
      .addColumn('said', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('sent_at', 'bigint')
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('leased_until', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('outbox_pk', ['key', 'version'])
      .execute();
    await db.schema
      .createIndex('outbox_unsent')
      .on('outbox')
      .column('due_at')
      .where(sql.ref('sent_at'), 'is', null)
      .execute();
    await db.schema
      .createTable('activity_log')
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('watermark', 'bigint', (column) => column.notNull())
      .addColumn('activity', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('activity_log_pk', ['key', 'watermark'])
      .execute();
    await db.schema
      .createTable('events')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('events_at').on('events').column('at').execute();
    await db.schema
      .createTable('conversation_references')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('reference', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('members')
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('members_pk', ['person', 'key'])
      .execute();
    await db.schema.createIndex('members_key').on('members').column('key').execute();
    await db.schema.createIndex('conversations_written').on('conversations').column('written_at').execute();
  },
};
