import type { Kysely } from 'kysely';
import type { Consultation } from '../core/index.ts';
import type { Archive, TurnStore } from '../turn/index.ts';
import { createArchive } from './create-archive.ts';
import type { LogFeed } from './create-log-feed.ts';
import { createOutbox } from './create-outbox.ts';
import { forgetConversation } from './forget-conversation.ts';
import { parseStored } from './parse-stored.ts';
import { readLog } from './read-log.ts';
import { createRecent } from './recent.ts';
import type { Schema } from './schema.ts';
import { createStatements, type Statements } from './statements.ts';
import { takeTurns } from './take-turns.ts';
import { createStoreWatch } from './create-store-watch.ts';

/** A database, with what differs between the two that are known. */
export interface SqlParts {
  readonly db: Kysely<Schema>;
  /** Whether rows are locked one by one; a SQLite transaction has the whole file. */
  readonly locksRows: boolean;
  readonly newId: () => string;
  readonly feed: LogFeed;
}

/** The same with the statements that every turn runs. */
export interface TurnParts extends SqlParts {
  readonly statements: Statements;
}

/**
 * So many conversations are kept in memory beside the database, to save parsing them again: enough for ten turns a
 * second. With 2,000 of them the process took 130 MB more, and nothing was faster.
 */
const MOST_RECENT = 300;

/** Both ports on one database. */
export type Store<Said> = TurnStore<Said> & Archive<Said>;

/** The store on a database whose tables are up to date. */
export function createSqlStore<Said>(parts: SqlParts): Store<Said> {
  const { db } = parts;
  const recent = createRecent(MOST_RECENT);
  const turnParts = { ...parts, statements: createStatements(db, parts.locksRows) };
  return {
    take: (requests, now, lease) => takeTurns(turnParts, recent, requests, { now, lease }),
    readLog: (key, after, limit) => readLog(db, key, after, limit),
    watchLog: (key, onChange) => parts.feed.watch(key, onChange),
    ...createOutbox<Said>(db, parts.locksRows),
    ...createArchive<Said>(parts, (key) => recent.drop(key)),
    async read(key) {
      const row = await db
        .selectFrom('conversations')
        .select(['state', 'version', 'logged'])
        .where('key', '=', key)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { state, ...rest } = row;
      return { consultation: parseStored<Consultation>(state), ...rest };
    },
    async forget(key, now) {
      await db
        .transaction()
        .execute((transaction) => forgetConversation(transaction, parts.locksRows, key, now));
      recent.drop(key);
    },
    ...createStoreWatch(db),
    async close() {
      await parts.feed.close();
      await db.destroy();
    },
  };
}
