import type { Transaction } from 'kysely';
import type { Cutoffs } from '../turn/index.ts';
import { deleteConversations, forgetConversation } from './forget-conversation.ts';
import type { Schema } from './schema.ts';
import type { StoreContext } from './turn-context.ts';

/** Deletes some expired data; see `PersonalDataStore.expire`. */
export async function expire(
  transaction: Transaction<Schema>,
  { locksRows }: Pick<StoreContext, 'locksRows'>,
  cutoffs: Cutoffs,
  now: number,
  limit: number,
): Promise<number> {
  const ended = await expired(transaction, locksRows, 'ends_at', now + 1, limit);
  for (const key of ended) await forgetConversation(transaction, locksRows, key, now);
  const keys = await expired(transaction, locksRows, 'written_at', cutoffs.conversations, limit);
  const deleted = await deleteConversations(transaction, keys);
  const trimmed = await trim(transaction, cutoffs.conversations, limit);
  const { numDeletedRows } = await transaction
    .deleteFrom('events')
    .where('id', 'in', (row) =>
      row.selectFrom('events').select('id').where('at', '<', cutoffs.events).orderBy('at').limit(limit),
    )
    .executeTakeFirst();
  return ended.length + deleted + trimmed + Number(numDeletedRows);
}

/** Finds and locks conversations whose time is before `before`. Skips any that a turn is just writing. */
async function expired(
  transaction: Transaction<Schema>,
  locksRows: boolean,
  time: 'ends_at' | 'written_at',
  before: number,
  limit: number,
): Promise<readonly string[]> {
  const query = transaction
    .selectFrom('conversations')
    .select('key')
    .where(time, '<', before)
    .orderBy(time)
    .limit(limit);
  const rows = await (locksRows ? query.forUpdate().skipLocked() : query).execute();
  return rows.map(({ key }) => key);
}

/** Deletes old activities, replies and log entries of conversations that go on, and the hashes of forgotten ones. */
async function trim(transaction: Transaction<Schema>, before: number, limit: number): Promise<number> {
  const old = await transaction
    .selectFrom('inbound')
    .select(['id', 'key'])
    .where('at', '<', before)
    .orderBy('at')
    .limit(limit)
    .execute();
  if (old.length === 0) return 0;
  await transaction
    .deleteFrom('inbound')
    .where(
      'id',
      'in',
      old.map(({ id }) => id),
    )
    .execute();
  const keys = [...new Set(old.flatMap(({ key }) => (key === '' ? [] : [key])))];
  if (keys.length > 0)
    for (const table of ['outbox', 'activity_log'] as const)
      await transaction.deleteFrom(table).where('key', 'in', keys).where('at', '<', before).execute();
  return old.length;
}
