import {
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import { setTimeout } from 'node:timers/promises';
import { connectAfter } from './connect-after.ts';
import { isBusy } from './database-errors.ts';
import { pipelineOf } from './run-pipeline.ts';
import type { Schema } from './schema.ts';
import {
  startSqliteThread,
  type SqliteThread,
  type ThreadRequest,
  type ThreadResult,
  type ThreadStatement,
  type TouchReport,
} from './start-sqlite-thread.ts';

const SETTINGS = [
  // SQLite itself waits for other processes only while it changes the journal mode. Later `#run` below does.
  'busy_timeout = 100',
  'journal_mode = WAL',
  'synchronous = FULL',
  // Deleted data is overwritten, so that it is not readable in the file. Turns do not write more pages for it.
  'secure_delete = ON',
  'busy_timeout = 0',
  // The thread copies the log to the main file itself, when it has looked at both.
  'wal_autocheckpoint = 0',
];

/** How to open a SQLite file. */
export interface SqliteOptions {
  /** Resolves when the file may be opened. */
  readonly ready?: (() => Promise<void>) | undefined;
  readonly report?: TouchReport | undefined;
  /** How often (milliseconds) to look whether the files were touched while nobody writes; 1,000 by default. */
  readonly lookEvery?: number | undefined;
}

/**
 * Opens a SQLite file; creates it and its folder if necessary (`:memory:`: no file). It uses a write-ahead log, and a
 * commit is on the disk when it resolves. Other processes may write the same file. The first query opens it, after
 * `ready` has resolved.
 */
export function openSqlite(file: string, options: SqliteOptions = {}): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new ThreadedSqliteDialect(file, options) });
}

/** Kysely's SQLite dialect with a driver that uses a thread. These are classes because Kysely demands it. */
class ThreadedSqliteDialect extends SqliteDialect {
  readonly #file: string;
  readonly #options: SqliteOptions;

  constructor(file: string, options: SqliteOptions) {
    super({ database: () => Promise.reject(new Error('the driver of this dialect opens its own database')) });
    this.#file = file;
    this.#options = options;
  }

  /** Lets migrations run in a transaction: SQLite can roll back changes of the schema, but Kysely does not use that. */
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }

  override createDriver(): Driver {
    const { ready = () => Promise.resolve() } = this.#options;
    return connectAfter(ready, threadedDriver(this.#file, this.#options));
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** A driver with a single connection, which callers use one after another. Starts a new thread if the last has ended. */
function threadedDriver(file: string, { report, lookEvery = 1_000 }: SqliteOptions): Driver {
  let thread: SqliteThread | undefined;
  let free = Promise.resolve();
  const lent = new Map<DatabaseConnection, () => void>();
  return {
    init: () => Promise.resolve(),
    async acquireConnection() {
      const before = free;
      const turn = deferred();
      free = turn.promise;
      await before;
      if (thread?.isAlive() !== true)
        thread = startSqliteThread({ file, settings: SETTINGS, lookEvery }, report);
      const connection = new ThreadConnection(thread);
      lent.set(connection, turn.resolve);
      return connection;
    },
    beginTransaction(connection) {
      own(connection).begin();
      return Promise.resolve();
    },
    commitTransaction: (connection) => own(connection).commit(),
    rollbackTransaction: (connection) => own(connection).rollback(),
    releaseConnection(connection) {
      lent.get(connection)?.();
      lent.delete(connection);
      return Promise.resolve();
    },
    async destroy() {
      await thread?.close();
    },
  };
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: (() => void) | undefined;
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve: () => resolve?.() };
}

function own(connection: DatabaseConnection): ThreadConnection {
  if (connection instanceof ThreadConnection) return connection;
  throw new Error('a connection of another driver');
}

const COMMIT: ThreadStatement = { sql: 'commit', parameters: [] };
const ROLLBACK: ThreadStatement = { sql: 'rollback', parameters: [] };
const NO_RESULT: ThreadResult = { rows: [], changes: undefined };

/** How long to wait for another process that writes, and how often to try again, in milliseconds. */
const BUSY_TIMEOUT = 5_000;
const BUSY_RETRY = 3;

/** A connection that waits while another process writes. SQLite could wait too, but would block its thread meanwhile. */
class ThreadConnection implements DatabaseConnection {
  readonly #thread: SqliteThread;
  #place: ThreadRequest['place'] = 'alone';

  constructor(thread: SqliteThread) {
    this.#thread = thread;
  }

  /** Nothing is sent yet: the first statement begins the transaction, which saves a message to the thread. */
  begin(): void {
    this.#place = 'first';
  }

  async commit(): Promise<void> {
    if (this.#place === 'later') await this.#run({ statements: [COMMIT], place: 'later' });
    this.#place = 'alone';
  }

  async rollback(): Promise<void> {
    const place = this.#place;
    this.#place = 'alone';
    if (place === 'alone') return;
    // This fails if SQLite has rolled back by itself or never began: then there is nothing to do.
    await this.#thread.run({ statements: [ROLLBACK], place: 'later' }).catch(() => undefined);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const pipeline = pipelineOf(query);
    const commits = pipeline?.commits;
    const statements = (pipeline?.queries ?? [query]).map(({ sql, parameters }) => ({ sql, parameters }));
    const results = await this.#run({ statements, place: this.#place, commits });
    if (commits !== undefined) this.#place = 'alone';
    else if (this.#place === 'first') this.#place = 'later';
    if (pipeline === undefined) return resultOf<Row>(results[0]);
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- see `runPipeline`
    return { rows: results.map((result) => resultOf(result)) as Row[] };
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query);
  }

  async #run(request: ThreadRequest): Promise<readonly ThreadResult[]> {
    for (let waited = 0; ; waited += BUSY_RETRY) {
      try {
        return await this.#thread.run(request);
      } catch (error) {
        // A commit is not repeated: its transaction already holds the file, and its statements may have run.
        if (!isBusy(error) || waited >= BUSY_TIMEOUT || request.commits !== undefined) throw error;
        await setTimeout(BUSY_RETRY);
      }
    }
  }
}

function resultOf<Row>({ rows, changes }: ThreadResult = NO_RESULT): QueryResult<Row> {
  return {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- only Kysely knows what a query selects
    rows: rows as Row[],
    ...(changes === undefined ? {} : { numAffectedRows: BigInt(changes) }),
  };
}
