import type { PersonalDataStore, TurnStore } from '../turn/index.ts';
import { commitTurns } from './commit-turns.ts';
import { createConversationCache } from './create-conversation-cache.ts';
import { createKnownTime } from './create-known-time.ts';
import { createOutbox } from './create-outbox.ts';
import { createPersonalDataStore } from './create-personal-data-store.ts';
import { createStatements } from './create-statements.ts';
import { forgetConversation } from './forget-conversation.ts';
import { readLog } from './read-log.ts';
import { parseState } from './schema.ts';
import type { StoreContext } from './turn-context.ts';

/**
 * The number of conversations that are cached in memory, to save parsing them again: enough for ten turns a second. With
 * 2,000 the process took 130 MB more and was not faster.
 */
const CACHE_SIZE = 300;

/** Both ports on one database. */
export type Store<Said> = TurnStore<Said> & PersonalDataStore<Said>;

/** Creates the store on a database whose tables are up to date. */
export function createSqlStore<Said>(context: StoreContext): Store<Said> {
  const { db } = context;
  const cache = createConversationCache(CACHE_SIZE);
  const turnContext = { ...context, statements: createStatements(db, context.locksRows) };
  return {
    commitTurns: (requests, now, lease) => commitTurns(turnContext, cache, requests, { now, lease }),
    readLog: (key, after, limit) => readLog(db, key, after, limit),
    watchLog: (key, onChange) => context.feed.watch(key, onChange),
    ...createOutbox<Said>(db, context.locksRows),
    ...createKnownTime(db, context.locksRows),
    ...createPersonalDataStore<Said>(context, (key) => cache.delete(key)),
    async read(key) {
      const row = await db
        .selectFrom('conversations')
        .select(['state', 'version', 'logged'])
        .where('key', '=', key)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { state, ...rest } = row;
      return { consultation: parseState(state), ...rest };
    },
    async forget(key, now) {
      await db
        .transaction()
        .execute((transaction) => forgetConversation(transaction, context.locksRows, key, now));
      cache.delete(key);
    },
    async ping(now) {
      // The write must change something: only then does it fail on a read-only file and on a full disk.
      await db
        .insertInto('heartbeat')
        .values({ id: 1, at: now })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ at: now }))
        .execute();
    },
    async close() {
      await context.feed.close();
      await db.destroy();
    },
  };
}
