import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, SqliteAdapter, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import Libsql from 'libsql';
import type { Schema } from './schema.ts';

/** How long a process waits for another one that writes the same file, in milliseconds. */
const BUSY = 5_000;

/** A batch has at most a few dozen sizes, and each statement is prepared once for each. */
const MOST_STATEMENTS = 1_000;

/**
 * Opens a SQLite file (made with its folder where it is not there; `:memory:` keeps nothing): a write-ahead log, and
 * every commit on the disk before it counts.
 */
export function openSqlite(file: string): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: new TransactionalSqliteDialect({
      database: () => Promise.resolve(openFile(file)),
    }),
  });
}

/** Kysely leaves schema changes out of transactions here, although SQLite can roll them back. A class, as it demands. */
class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function openFile(file: string): SqliteDatabase {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Libsql(file);
  for (const setting of [
    `busy_timeout = ${String(BUSY)}`,
    'journal_mode = WAL',
    'synchronous = FULL',
    'cache_size = -16000',
  ]) {
    database.prepare(`pragma ${setting}`).all();
  }
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
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
