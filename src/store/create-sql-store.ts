import type { Kysely } from 'kysely';
import type { Consultation } from '../core/index.ts';
import type { TurnStore } from '../turn/index.ts';
import { createOutbox } from './create-outbox.ts';
import { forgetConversation } from './forget-conversation.ts';
import { parseStored } from './parse-stored.ts';
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
}

/** The same with the statements that every turn runs. */
export interface TurnParts extends SqlParts {
  readonly statements: Statements;
}

/** So many conversations are kept in memory beside the database, to save parsing them again. */
const MOST_RECENT = 2_000;

/** The store on a database whose tables are up to date. */
export function createSqlStore<Said>(parts: SqlParts): TurnStore<Said> {
  const { db } = parts;
  const recent = createRecent(MOST_RECENT);
  const turnParts = { ...parts, statements: createStatements(db, parts.locksRows) };
  return {
    take: (requests, now, lease) => takeTurns(turnParts, recent, requests, { now, lease }),
    ...createOutbox<Said>(db, parts.locksRows),
    async read(key) {
      const row = await db
        .selectFrom('conversations')
        .select(['state', 'version'])
        .where('key', '=', key)
        .executeTakeFirst();
      return row === undefined
        ? undefined
        : { consultation: parseStored<Consultation>(row.state), version: row.version };
    },
    async forget(key, now) {
      await db.transaction().execute((transaction) => forgetConversation(transaction, key, now));
      recent.drop(key);
    },
    ...createStoreWatch(db),
    close: () => db.destroy(),
  };
}
