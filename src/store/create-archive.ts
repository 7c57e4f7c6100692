import { sql, type Kysely } from 'kysely';
import type { Archive, KeptConversation } from '../turn/index.ts';
import type { SqlParts } from './create-sql-store.ts';
import { expire } from './expire.ts';
import { forgetConversation } from './forget-conversation.ts';
import { activityIdOf } from './inbound-id.ts';
import { parseStored } from './parse-stored.ts';
import { readLog } from './read-log.ts';
import type { Schema } from './schema.ts';

/** What is kept, on a database whose tables are up to date. `dropped` is told of conversations that are no more. */
export function createArchive<Said>(parts: SqlParts, dropped: (key: string) => void): Archive<Said> {
  const { db, locksRows } = parts;
  const holder = parts.newId();
  return {
    async find(what, matches) {
      const keys =
        what === 'people'
          ? (await db.selectFrom('members').select('person').distinct().execute()).map((row) => row.person)
          : (await db.selectFrom('conversations').select('key').execute()).map((row) => row.key);
      return keys.filter(matches);
    },
    async conversationsOf(person) {
      const rows = await db.selectFrom('members').select('key').where('person', '=', person).execute();
      return rows.map(({ key }) => key);
    },
    export: (key) => exportConversation<Said>(db, key),
    async forgetAll(keys, now) {
      let forgotten = 0;
      // Each in a transaction of its own: nobody's turn waits for more than one.
      for (const key of keys) {
        const work = () =>
          db.transaction().execute((transaction) => forgetConversation(transaction, locksRows, key, now));
        if (await unlessDeadlocked(work)) forgotten += 1;
        dropped(key);
      }
      return forgotten;
    },
    expire: (cutoffs, now, limit) =>
      unlessDeadlocked(() =>
        db.transaction().execute((transaction) => expire(transaction, parts, cutoffs, now, limit)),
      ),
    async hold(name, now, lease) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('jobs')
        .values({ name, holder, held_until: now + lease })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ holder, held_until: now + lease })
            .where((row) => row.or([row('jobs.holder', '=', holder), row('jobs.held_until', '<=', now)])),
        )
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async tidy() {
      // A row lock means PostgreSQL, whose autovacuum sees to it. SQLite's log keeps old pages until it is emptied.
      if (!locksRows) await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
  };
}

/** Another transaction that wants the same rows in another order makes PostgreSQL give one of the two up. */
async function unlessDeadlocked<Result>(work: () => Promise<Result>, attempts = 3): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isDeadlock = error instanceof Error && 'code' in error && error.code === '40P01';
    if (!isDeadlock || attempts <= 1) throw error;
    return unlessDeadlocked(work, attempts - 1);
  }
}

const EVERYTHING = Number.MAX_SAFE_INTEGER;

async function exportConversation<Said>(
  db: Kysely<Schema>,
  key: string,
): Promise<KeptConversation<Said> | undefined> {
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
    consultation: parseStored(row.state),
    address: row.reference ?? undefined,
    people: members.map(({ person }) => person),
    activities: inbound.map(({ id, at }) => ({ id: activityIdOf(key, id), at })),
    replies: outbox.map(({ said, at, sent_at: sent }) => ({
      said: parseStored<Said>(said),
      at,
      sentAt: sent ?? undefined,
    })),
    log: await readLog(db, key, 0, EVERYTHING),
  };
}
