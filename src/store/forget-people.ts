import type { Transaction } from 'kysely';
import type { SqlParts } from './create-sql-store.ts';
import { forgetConversation } from './forget-conversation.ts';
import type { Recent } from './recent.ts';
import type { Schema } from './schema.ts';
import type { Decided } from './take-turns.ts';

/**
 * Deletes what turns say is to be forgotten, before they are written. False where that takes a conversation away from
 * another turn of the same batch: then they must be taken one by one.
 */
export async function forgetPeople<Said>(
  transaction: Transaction<Schema>,
  { locksRows }: Pick<SqlParts, 'locksRows'>,
  recent: Recent,
  decided: readonly Decided<Said>[],
  now: number,
): Promise<boolean> {
  const forgetting = decided.filter(({ step }) => step.forgets !== undefined);
  if (forgetting.length === 0) return true;
  if (decided.length > 1) return false;
  for (const { request } of forgetting) {
    const keys = request.person === undefined ? [] : await conversationsOf(transaction, request.person);
    for (const key of [...new Set([request.key, ...keys])].sort()) {
      await forgetConversation(transaction, locksRows, key, now);
      recent.drop(key);
    }
  }
  return true;
}

/** The keys of the conversations in which a person spoke. */
export async function conversationsOf(
  transaction: Transaction<Schema>,
  person: string,
): Promise<readonly string[]> {
  const rows = await transaction.selectFrom('members').select('key').where('person', '=', person).execute();
  return rows.map(({ key }) => key);
}
