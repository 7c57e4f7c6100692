import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { TurnStore } from '../turn/index.ts';
import { createSqlStore } from './create-sql-store.ts';
import { migrate } from './migrate.ts';
import { openSqlite } from './open-sqlite.ts';
import type { Schema } from './schema.ts';

export interface StoreOptions {
  /** A PostgreSQL address ("postgres://…"), or undefined for the SQLite file. */
  readonly databaseUrl: string | undefined;
  /** The SQLite file; `:memory:` keeps nothing. */
  readonly file: string;
  /** Told of connections that break while nobody uses them. */
  readonly onIdleError: (error: unknown) => void;
}

/** Opens the store and brings its tables up to date; rejects where the database cannot be reached. */
export async function openStore<Said>(options: StoreOptions): Promise<TurnStore<Said>> {
  const { databaseUrl, file, onIdleError } = options;
  const db = databaseUrl === undefined ? openSqlite(file) : await openServer(databaseUrl, onIdleError);
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy().catch(() => undefined);
    throw error;
  }
  return createSqlStore<Said>({ db, locksRows: databaseUrl !== undefined, newId: randomUUID });
}

/** Its driver is loaded only where it is used. */
async function openServer(url: string, onIdleError: StoreOptions['onIdleError']): Promise<Kysely<Schema>> {
  const { openPostgres } = await import('./open-postgres.ts');
  return openPostgres(url, onIdleError);
}
