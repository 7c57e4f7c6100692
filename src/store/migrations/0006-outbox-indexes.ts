import { sql, type Kysely, type Migration } from 'kysely';

/**
 * Indexes that hold all that is asked of the unsent replies, so that a long backlog is not read with its texts: in the
 * order in which they are due, and by conversation.
 */
export const outboxIndexesMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('outbox_unsent').execute();
    await db.schema
      .createIndex('outbox_due')
      .on('outbox')
      .columns(['due_at', 'at', 'version', 'key', 'leased_until', 'sent_at'])
      .where(sql.ref('sent_at'), 'is', null)
      .execute();
    await db.schema
      .createIndex('outbox_unsent_of')
      .on('outbox')
      .columns(['key', 'version', 'due_at', 'leased_until', 'sent_at'])
      .where(sql.ref('sent_at'), 'is', null)
      .execute();
  },
};
