import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { checkDatabase, type CheckOptions } from './check-database.ts';
import { createLogFeed } from './create-log-feed.ts';
import { createSharedTask } from './create-shared-task.ts';
import { createSqlStore, type Store } from './create-sql-store.ts';
import { isPermanentFailure } from './database-errors.ts';
import { migrate } from './migrate.ts';
import { refuseTouched } from './refuse-touched.mjs';
import { openSqlite } from './open-sqlite.ts';
import type { Schema } from './schema.ts';
import type { TouchReport } from './start-sqlite-thread.ts';

export interface StoreOptions {
  /** A PostgreSQL address ("postgres://…"), or undefined for the SQLite file. */
  readonly databaseUrl: string | undefined;
  /** The SQLite file; `:memory:` for a database that is gone when it is closed. */
  readonly file: string;
  /** Called with the error if an idle connection breaks. */
  readonly onIdleError: (error: unknown) => void;
  /**
   * What to do if the database cannot be reached or written at the start. `reject`, the default: reject. `wait`: open the
   * store all the same; its calls reject until the database is there, and `onWait` is called once with the error. An
   * error that waiting does not fix, such as a wrong password, rejects in any case.
   */
  readonly ifUnavailable?:
    { readonly kind: 'reject' } | { readonly kind: 'wait'; readonly onWait: (error: unknown) => void };
  /** After a failure: the shortest time (milliseconds) before a call tries the database again. The default is 1,000. */
  readonly retryPause?: number;
  /** Has the SQLite file checked before it is used; without it, it is not checked. */
  readonly check?: Omit<CheckOptions, 'onDamage'>;
  /** Called when the SQLite file, or those beside it, were touched past SQLite. From then on every call rejects. */
  readonly onTouched?: TouchReport;
  /** How often (milliseconds) to look for that while nobody writes. The default is 1,000. */
  readonly lookEvery?: number;
}

/**
 * Opens the store and brings its tables up to date. Rejects if that is not possible (see `ifUnavailable`).
 *
 * @example
 * const store = await openStore<string>({
 *   databaseUrl: undefined,
 *   file: 'data/waymark.db',
 *   onIdleError: (error) => console.error(error),
 * });
 * const stored = await store.read(makeKey('emulator', 'conversation 1'));
 * await store.close();
 */
export async function openStore<Said>(options: StoreOptions): Promise<Store<Said>> {
  const { databaseUrl, ifUnavailable = { kind: 'reject' }, retryPause = 1_000 } = options;
  const checked = databaseUrl === undefined ? await checkFile(options) : { ready: () => Promise.resolve() };
  const updated = createSharedTask(
    () => updateTables(options),
    retryPause,
    () => performance.now(),
  );
  const tablesReady = () => checked.ready().then(updated);
  try {
    await tablesReady();
  } catch (error) {
    if (ifUnavailable.kind === 'reject' || isPermanentFailure(error)) throw error;
    ifUnavailable.onWait(error);
  }
  const db = await openDatabase(options, tablesReady);
  // A database in memory belongs to its connection, so this one needs its own tables.
  if (options.file === ':memory:') await migrate(db);
  // Open the file now and not with the first turn, so that `restore` sees that it is in use.
  else if (databaseUrl === undefined) await sql`select 1 from heartbeat`.execute(db).catch(() => undefined);
  const notifier =
    databaseUrl === undefined ? undefined : await openNotifier(db, databaseUrl, options.onIdleError);
  return createSqlStore<Said>({
    db,
    locksRows: databaseUrl !== undefined,
    newId: () => sortableId(Date.now()),
    feed: createLogFeed(notifier),
  });
}

/** Rejects if the SQLite file must not be used. `ready` rejects if that is found out later. */
async function checkFile({ file, check, onTouched }: StoreOptions): Promise<{ ready: () => Promise<void> }> {
  if (file === ':memory:') return { ready: () => Promise.resolve() };
  refuseTouched(file);
  let damage: Error | undefined;
  const onDamage = (error: Error) => {
    damage = error;
    onTouched?.onTouched(error.message);
  };
  if (check !== undefined) await checkDatabase(file, { ...check, onDamage });
  return { ready: () => (damage === undefined ? Promise.resolve() : Promise.reject(damage)) };
}

/** Loads PostgreSQL's driver only if it is used. */
async function openDatabase(
  { databaseUrl, file, onIdleError, onTouched, lookEvery }: StoreOptions,
  ready?: () => Promise<void>,
): Promise<Kysely<Schema>> {
  if (databaseUrl === undefined) return openSqlite(file, { ready, report: onTouched, lookEvery });
  const { openPostgres } = await import('./open-postgres.ts');
  return openPostgres(databaseUrl, onIdleError, ready);
}

async function openNotifier(db: Kysely<Schema>, url: string, onIdleError: StoreOptions['onIdleError']) {
  const { createPostgresNotifier } = await import('./create-postgres-notifier.ts');
  return createPostgresNotifier(db, url, onIdleError);
}

async function updateTables(options: StoreOptions): Promise<void> {
  const db = await openDatabase(options);
  try {
    await migrate(db);
  } finally {
    await db.destroy().catch(() => undefined);
  }
}

/**
 * A new id that sorts by its time (milliseconds since 1970). New rows are then added at the end of the index instead of
 * all over it.
 */
function sortableId(now: number): string {
  return `${now.toString(16).padStart(12, '0')}-${randomUUID()}`;
}
