import { sql, type Kysely } from 'kysely';
import { createLogFeed } from './create-log-feed.ts';
import { createSqlStore, type Store } from './create-sql-store.ts';
import { createGate, type Gate } from './gate.ts';
import { isHopeless } from './is-hopeless.ts';
import { migrate } from './migrate.ts';
import { openSqlite } from './open-sqlite.ts';
import { orderedId } from './ordered-id.ts';
import type { Schema } from './schema.ts';

export interface StoreOptions {
  /** A PostgreSQL address ("postgres://…"), or undefined for the SQLite file. */
  readonly databaseUrl: string | undefined;
  /** The SQLite file; `:memory:` keeps nothing. */
  readonly file: string;
  /** Told of connections that break while nobody uses them. */
  readonly onIdleError: (error: unknown) => void;
  /**
   * What becomes of a database that cannot be reached or written at the start. `waits`: the store is there, and refuses
   * every call until it can be; told once why. What waiting does not mend is refused in any case.
   */
  readonly ifGone?:
    { readonly kind: 'refused' } | { readonly kind: 'waits'; readonly onWait: (error: unknown) => void };
}

/** So often (milliseconds) a database that is waited for is tried, if somebody asks for it. */
const PAUSE = 1_000;

/** Opens the store and brings its tables up to date; rejects where that cannot be done (see `ifGone`). */
export async function openStore<Said>(options: StoreOptions): Promise<Store<Said>> {
  const { databaseUrl, ifGone = { kind: 'refused' } } = options;
  const gate = createGate(
    () => updateTables(options),
    PAUSE,
    () => performance.now(),
  );
  try {
    await gate();
  } catch (error) {
    if (ifGone.kind === 'refused' || isHopeless(error)) throw error;
    ifGone.onWait(error);
  }
  const db = await open(options, gate);
  // What is kept in memory only is kept by its own connection.
  if (options.file === ':memory:') await migrate(db);
  // Opened now, and not by the first turn: whoever looks whether a server has the file must see it.
  else if (databaseUrl === undefined) await sql`select 1 from heartbeat`.execute(db).catch(() => undefined);
  const wire = databaseUrl === undefined ? undefined : await openWire(db, databaseUrl, options.onIdleError);
  const locksRows = databaseUrl !== undefined;
  return createSqlStore<Said>({
    db,
    locksRows,
    newId: () => orderedId(Date.now()),
    feed: createLogFeed(wire),
  });
}

/** PostgreSQL's driver is loaded only where it is used. */
async function open({ databaseUrl, file, onIdleError }: StoreOptions, gate?: Gate): Promise<Kysely<Schema>> {
  if (databaseUrl === undefined) return openSqlite(file, gate);
  const { openPostgres } = await import('./open-postgres.ts');
  return openPostgres(databaseUrl, onIdleError, gate);
}

async function openWire(db: Kysely<Schema>, url: string, onIdleError: StoreOptions['onIdleError']) {
  const { createPostgresWire } = await import('./postgres-wire.ts');
  return createPostgresWire(db, url, onIdleError);
}

async function updateTables(options: StoreOptions): Promise<void> {
  const db = await open(options);
  try {
    await migrate(db);
  } finally {
    await db.destroy().catch(() => undefined);
  }
}
