import type { Transaction } from 'kysely';
import { hashId } from './inbound-id.ts';
import type { Schema } from './schema.ts';

/** All tables with rows of a conversation. */
const TABLES_OF_CONVERSATIONS = [
  'conversations',
  'inbound',
  'outbox',
  'activity_log',
  'conversation_references',
  'members',
] as const;

/** The largest number of rows in one statement: databases limit the parameters of a statement. */
const MOST_ROWS = 500;

/**
 * Deletes every row of a conversation. Hashes of its activity ids stay, so that an activity that is delivered late is
 * recognised. Returns false if there was no such conversation.
 */
export async function forgetConversation(
  transaction: Transaction<Schema>,
  locksRows: boolean,
  key: string,
  now: number,
): Promise<boolean> {
  // After the lock no other process writes the conversation, and the reads below see everything that was committed. A
  // conversation without a row may just be beginning in another transaction; deleting it now would delete half of it.
  const query = transaction.selectFrom('conversations').select('key').where('key', '=', key);
  const found = await (locksRows ? query.forUpdate() : query).executeTakeFirst();
  if (found === undefined) return false;
  const taken = await transaction.selectFrom('inbound').select('id').where('key', '=', key).execute();
  for (let from = 0; from < taken.length; from += MOST_ROWS) {
    const rows = taken
      .slice(from, from + MOST_ROWS)
      .map(({ id }) => ({ id: hashId(id), key: '', version: 0, at: now }));
    await transaction
      .insertInto('inbound')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
  await deleteConversations(transaction, [key]);
  return true;
}

/** Deletes every row of these conversations; returns the number of rows. */
export async function deleteConversations(
  transaction: Transaction<Schema>,
  keys: readonly string[],
): Promise<number> {
  let deleted = 0;
  if (keys.length === 0) return deleted;
  for (const table of TABLES_OF_CONVERSATIONS) {
    const { numDeletedRows } = await transaction
      .deleteFrom(table)
      .where('key', 'in', keys)
      .executeTakeFirst();
    deleted += Number(numDeletedRows);
  }
  return deleted;
}
