import type { Transaction } from 'kysely';
import { hashedId } from './inbound-id.ts';
import type { Schema } from './schema.ts';

/** Every table whose rows are of one conversation. */
const TABLES_OF_CONVERSATIONS = [
  'conversations',
  'inbound',
  'outbox',
  'activity_log',
  'conversation_references',
  'members',
] as const;

/** Rows of one statement: databases bound the holes of a statement. */
const MOST_ROWS = 500;

/**
 * Deletes every row of a conversation. Of its activities hashes stay, so that one that comes late is known. False where
 * there was nothing to delete.
 */
export async function forgetConversation(
  transaction: Transaction<Schema>,
  locksRows: boolean,
  key: string,
  now: number,
): Promise<boolean> {
  // Behind the lock no other process writes it, and what one was about to commit is seen below. Without a row there is
  // nothing to lock: one that is just beginning is left alone, or half of it would be deleted.
  const query = transaction.selectFrom('conversations').select('key').where('key', '=', key);
  const found = await (locksRows ? query.forUpdate() : query).executeTakeFirst();
  if (found === undefined) return false;
  const taken = await transaction.selectFrom('inbound').select('id').where('key', '=', key).execute();
  for (let from = 0; from < taken.length; from += MOST_ROWS) {
    const rows = taken
      .slice(from, from + MOST_ROWS)
      .map(({ id }) => ({ id: hashedId(id), key: '', version: 0, at: now }));
    await transaction
      .insertInto('inbound')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
  await deleteConversations(transaction, [key]);
  return true;
}

/** Deletes every row of conversations; returns how many rows there were. */
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
