import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type SqliteDatabase,
  type SqliteDialectConfig,
  type SqliteStatement,
} from 'kysely';
import Libsql from 'libsql';
import { gated, type Gate } from './gate.ts';
import type { Schema } from './schema.ts';

/** A batch has at most a few dozen sizes, and each statement is prepared once for each. */
const MOST_STATEMENTS = 1_000;

/**
 * Opens a SQLite file (made with its folder where it is not there; `:memory:` keeps nothing): a write-ahead log, and
 * every commit on the disk before it counts. Other processes may write the same file.
 */
export function openSqlite(file: string, gate: Gate = () => Promise.resolve()): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: new SharedSqliteDialect({ database: () => Promise.resolve().then(() => openFile(file)) }, gate),
  });
}

/** Waited for is below, and not by SQLite; but to change the journal it must be. */
const SETTINGS = [
  'busy_timeout = 100',
  'journal_mode = WAL',
  'synchronous = FULL',
  // What is deleted is overwritten: it must not be readable in the file. Turns write no page more for it.
  'secure_delete = ON',
  'busy_timeout = 0',
];

function openFile(file: string): SqliteDatabase {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Libsql(file);
  try {
    for (const setting of SETTINGS) database.prepare(`pragma ${setting}`).all();
  } catch (error) {
    database.close();
    throw error;
  }
  const statements = new Map<string, SqliteStatement>();
  return {
    close() {
      // The file is open until its statements are collected.
      statements.clear();
      database.close();
    },
    prepare(sql) {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      // Every transaction of ours writes: one that began as a reader could not become a writer beside another process.
      const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql);
      if (statements.size >= MOST_STATEMENTS) statements.clear();
      statements.set(sql, statement);
      return statement;
    },
  };
}

/** Kysely's dialect, made ready for a file that others write too. Classes, as Kysely demands. */
class SharedSqliteDialect extends SqliteDialect {
  readonly #gate: Gate;

  constructor(config: SqliteDialectConfig, gate: Gate) {
    super(config);
    this.#gate = gate;
  }

  /** Kysely leaves schema changes out of transactions here, although SQLite can roll them back. */
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }

  override createDriver(): Driver {
    const driver = super.createDriver();
    const acquire = driver.acquireConnection.bind(driver);
    driver.acquireConnection = async (...options) => patient(await acquire(...options));
    return gated(driver, this.#gate);
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

const PATIENT = new WeakMap<DatabaseConnection, DatabaseConnection>();

/** A connection that waits while another process writes. SQLite itself would wait too, but with the whole process. */
function patient(connection: DatabaseConnection): DatabaseConnection {
  const known = PATIENT.get(connection);
  if (known !== undefined) return known;
  const made: DatabaseConnection = {
    streamQuery: (query, size) => connection.streamQuery(query, size),
    executeQuery: (query) => executePatiently(connection, query),
  };
  PATIENT.set(connection, made);
  return made;
}

/** How long (milliseconds) to wait for another process, and how often to look. */
const LONGEST_WAIT = 5_000;
const LOOK = 3;

async function executePatiently<Row>(
  connection: DatabaseConnection,
  query: CompiledQuery,
): Promise<QueryResult<Row>> {
  for (let waited = 0; ; waited += LOOK) {
    try {
      return await connection.executeQuery<Row>(query);
    } catch (error) {
      if (!isBusy(error) || waited >= LONGEST_WAIT) throw error;
      await setTimeout(LOOK);
    }
  }
}

function isBusy(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('SQLITE_BUSY')
  );
}
