import type { Transaction } from 'kysely';
import { hashedId } from './inbound-id.ts';
import type { Schema } from './schema.ts';

const TABLES = [
  'conversations',
  'inbound',
  'outbox',
  'activity_log',
  'conversation_references',
  'members',
] as const;

/** Rows of one statement: databases bound the holes of a statement. */
const MOST_ROWS = 500;

/** Deletes every row of a conversation. Of its activities hashes stay, so that one that comes late is known. */
export async function forgetConversation(
  transaction: Transaction<Schema>,
  key: string,
  now: number,
): Promise<void> {
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
  for (const table of TABLES) await transaction.deleteFrom(table).where('key', '=', key).execute();
}
