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
import { gated, type Gate } from './gate.ts';
import type { Schema } from './schema.ts';
import { isBusy } from './is-busy.ts';
import { togetherIn } from './run-together.ts';
import {
  startSqliteThread,
  type SqliteThread,
  type ThreadRequest,
  type ThreadResult,
  type ThreadStatement,
} from './start-sqlite-thread.ts';

/** Waited for is below, and not by SQLite; but to change the journal it must be. */
const SETTINGS = [
  'busy_timeout = 100',
  'journal_mode = WAL',
  'synchronous = FULL',
  // What is deleted is overwritten: it must not be readable in the file. Turns write no page more for it.
  'secure_delete = ON',
  'busy_timeout = 0',
];

/**
 * Opens a SQLite file (made with its folder where it is not there; `:memory:` keeps nothing): a write-ahead log, and
 * every commit on the disk before it counts. Other processes may write the same file. It is opened by the first query.
 */
export function openSqlite(file: string, gate: Gate = () => Promise.resolve()): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new ThreadedSqliteDialect(file, gate) });
}

/** Kysely's dialect on a thread of its own, made ready for a file that others write too. Classes, as Kysely demands. */
class ThreadedSqliteDialect extends SqliteDialect {
  readonly #file: string;
  readonly #gate: Gate;

  constructor(file: string, gate: Gate) {
    super({ database: () => Promise.reject(new Error('the driver below has its own')) });
    this.#file = file;
    this.#gate = gate;
  }

  /** Kysely leaves schema changes out of transactions here, although SQLite can roll them back. */
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }

  override createDriver(): Driver {
    return gated(threadedDriver(this.#file), this.#gate);
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** One connection, given to one after another; a new thread where the one before has ended. */
function threadedDriver(file: string): Driver {
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
      if (thread?.isAlive() !== true) thread = startSqliteThread(file, SETTINGS);
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
  let settle: (() => void) | undefined;
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: () => settle?.() };
}

function own(connection: DatabaseConnection): ThreadConnection {
  if (connection instanceof ThreadConnection) return connection;
  throw new Error('a connection of another driver');
}

const COMMIT: ThreadStatement = { sql: 'commit', parameters: [] };
const ROLLBACK: ThreadStatement = { sql: 'rollback', parameters: [] };
const NO_RESULT: ThreadResult = { rows: [], changes: undefined };

/** How long (milliseconds) to wait for another process, and how often to look. */
const LONGEST_WAIT = 5_000;
const LOOK = 3;

/** A connection that waits while another process writes. SQLite itself would wait too, but let no other call in. */
class ThreadConnection implements DatabaseConnection {
  readonly #thread: SqliteThread;
  #place: ThreadRequest['place'] = 'alone';

  constructor(thread: SqliteThread) {
    this.#thread = thread;
  }

  /** A transaction begins with its first statement, which saves asking the thread once. */
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
    // Where SQLite gave the transaction up by itself, or did not even begin it, there is nothing to roll back.
    await this.#thread.run({ statements: [ROLLBACK], place: 'later' }).catch(() => undefined);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const together = togetherIn(query);
    const commits = together?.commits;
    const statements = (together?.queries ?? [query]).map(({ sql, parameters }) => ({ sql, parameters }));
    const results = await this.#run({ statements, place: this.#place, commits });
    if (commits !== undefined) this.#place = 'alone';
    else if (this.#place === 'first') this.#place = 'later';
    if (together === undefined) return resultOf<Row>(results[0]);
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- see `runTogether`
    return { rows: results.map((result) => resultOf(result)) as Row[] };
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query);
  }

  async #run(request: ThreadRequest): Promise<readonly ThreadResult[]> {
    for (let waited = 0; ; waited += LOOK) {
      try {
        return await this.#thread.run(request);
      } catch (error) {
        // Who ends a transaction has the file already: some of it may have been written, and must not be again.
        if (!isBusy(error) || waited >= LONGEST_WAIT || request.commits !== undefined) throw error;
        await setTimeout(LOOK);
      }
    }
  }
}

function resultOf<Row>({ rows, changes }: ThreadResult = NO_RESULT): QueryResult<Row> {
  return {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- what a query selects is known to Kysely alone
    rows: rows as Row[],
    ...(changes === undefined ? {} : { numAffectedRows: BigInt(changes) }),
  };
}
