import { sql, type Kysely } from 'kysely';
import type { PersonalDataStore, ExportedConversation } from '../turn/index.ts';
import { isDeadlock } from './database-errors.ts';
import { expire } from './expire.ts';
import { forgetConversation } from './forget-conversation.ts';
import { conversationsOf } from './forget-people.ts';
import { parseInboundId } from './inbound-id.ts';
import { readWholeLog } from './read-log.ts';
import { parseJsonColumn, parseState, type Schema } from './schema.ts';
import type { StoreContext } from './turn-context.ts';

/**
 * Creates the port on a database whose tables are up to date. `onForgotten` is called with the key of each conversation
 * that was forgotten.
 */
export function createPersonalDataStore<Said>(
  context: StoreContext,
  onForgotten: (key: string) => void,
): Omit<PersonalDataStore<Said>, 'knownTime' | 'believeTime' | 'databaseTime'> {
  const { db, locksRows } = context;
  const holder = context.newId();
  return {
    async findKeys(what, matches) {
      const keys =
        what === 'people'
          ? (await db.selectFrom('members').select('person').distinct().execute()).map((row) => row.person)
          : (await db.selectFrom('conversations').select('key').execute()).map((row) => row.key);
      return keys.filter(matches);
    },
    conversationsOf: (person) => conversationsOf(db, person),
    export: (key) => exportConversation<Said>(db, key),
    async forgetAll(keys, now) {
      let forgotten = 0;
      // One transaction each, so that a turn waits for one conversation at most.
      for (const key of keys) {
        const work = () =>
          db.transaction().execute((transaction) => forgetConversation(transaction, locksRows, key, now));
        if (await retryDeadlocks(work)) forgotten += 1;
        onForgotten(key);
      }
      return forgotten;
    },
    expire: (cutoffs, now, limit) =>
      retryDeadlocks(() =>
        db.transaction().execute((transaction) => expire(transaction, context, cutoffs, now, limit)),
      ),
    async leaseJob(name, now, lease) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('jobs')
        .values({ name, holder, held_until: now + lease })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ holder, held_until: now + lease })
            .where((row) =>
              row.or([
                row('jobs.holder', '=', holder),
                row('jobs.held_until', '<=', now),
                // Nobody takes a lease that long: it was written with a clock that was ahead.
                row('jobs.held_until', '>', now + lease),
              ]),
            ),
        )
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async purgeDeleted() {
      // PostgreSQL's autovacuum does it. SQLite keeps old pages in its write-ahead log until that is truncated.
      if (!locksRows) await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
  };
}

/** Runs a transaction, and again if PostgreSQL ended it because of a deadlock with another transaction. */
async function retryDeadlocks<Result>(work: () => Promise<Result>, attempts = 3): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isDeadlock(error) || attempts <= 1) throw error;
    return retryDeadlocks(work, attempts - 1);
  }
}

async function exportConversation<Said>(
  db: Kysely<Schema>,
  key: string,
): Promise<ExportedConversation<Said> | undefined> {
  const row = await db
    .selectFrom('conversations')
    .leftJoin('conversation_references', 'conversation_references.key', 'conversations.key')
    .select(['state', 'written_at', 'reference'])
    .where('conversations.key', '=', key)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const members = await db.selectFrom('members').select('person').where('key', '=', key).execute();
  const inbound = await db
    .selectFrom('inbound')
    .select(['id', 'at'])
    .where('key', '=', key)
    .orderBy('version')
    .execute();
  const outbox = await db
    .selectFrom('outbox')
    .select(['said', 'at', 'sent_at'])
    .where('key', '=', key)
    .orderBy('version')
    .execute();
  return {
    key,
    writtenAt: row.written_at,
    consultation: parseState(row.state),
    address: row.reference ?? undefined,
    people: members.map(({ person }) => person),
    activities: inbound.map(({ id, at }) => ({ id: parseInboundId(key, id), at })),
    replies: outbox.map(({ said, at, sent_at: sent }) => ({
      said: parseJsonColumn<Said>(said),
      at,
      sentAt: sent ?? undefined,
    })),
    log: await readWholeLog(db, key),
  };
}
