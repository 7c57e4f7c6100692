import type { Kysely, Transaction } from 'kysely';
import type { ConversationCache } from './create-conversation-cache.ts';
import { forgetConversation } from './forget-conversation.ts';
import type { Schema } from './schema.ts';
import type { DecidedTurn, StoreContext } from './turn-context.ts';

/**
 * Deletes the conversations of people who asked for it, before their turns are written. Returns false if the batch has
 * other turns too, whose conversations could be among them: then the turns must be committed one by one.
 */
export async function forgetPeople<Said>(
  transaction: Transaction<Schema>,
  { locksRows }: Pick<StoreContext, 'locksRows'>,
  cache: ConversationCache,
  decided: readonly DecidedTurn<Said>[],
  now: number,
): Promise<boolean> {
  const forgetting = decided.filter(({ decision }) => decision.forgets !== undefined);
  if (forgetting.length === 0) return true;
  if (decided.length > 1) return false;
  for (const { request } of forgetting) {
    const keys = request.person === undefined ? [] : await conversationsOf(transaction, request.person);
    for (const key of [...new Set([request.key, ...keys])].sort()) {
      await forgetConversation(transaction, locksRows, key, now);
      cache.delete(key);
    }
  }
  return true;
}

/** The keys of the conversations in which a person wrote. */
export async function conversationsOf(db: Kysely<Schema>, person: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('members').select('key').where('person', '=', person).execute();
  return rows.map(({ key }) => key);
}
