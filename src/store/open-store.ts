import { randomUUID } from 'node:crypto';
import { createLogFeed } from './create-log-feed.ts';
import { createSqlStore, type Store } from './create-sql-store.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './open-postgres.ts';
import { openSqlite } from './open-sqlite.ts';
import { createPostgresWire } from './postgres-wire.ts';

export interface StoreOptions {
  /** A PostgreSQL address ("postgres://…"), or undefined for the SQLite file. */
  readonly databaseUrl: string | undefined;
  /** The SQLite file; `:memory:` keeps nothing. */
  readonly file: string;
  /** Told of connections that break while nobody uses them. */
  readonly onIdleError: (error: unknown) => void;
}

/** Opens the store and brings its tables up to date; rejects where the database cannot be reached. */
export async function openStore<Said>(options: StoreOptions): Promise<Store<Said>> {
  const { databaseUrl, file, onIdleError } = options;
  const db = databaseUrl === undefined ? openSqlite(file) : openPostgres(databaseUrl, onIdleError);
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy().catch(() => undefined);
    throw error;
  }
  const wire = databaseUrl === undefined ? undefined : createPostgresWire(db, databaseUrl, onIdleError);
  const locksRows = databaseUrl !== undefined;
  return createSqlStore<Said>({ db, locksRows, newId: randomUUID, feed: createLogFeed(wire) });
}
