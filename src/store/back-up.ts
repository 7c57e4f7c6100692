import { constants, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import Libsql from 'libsql';
import { isBusy } from './database-errors.ts';
import { migrate, MIGRATIONS } from './migrate.ts';
import { openSqlite } from './open-sqlite.ts';
import { touchedMark } from './refuse-touched.mjs';

/** The number of conversations in the backup, or why none was made. */
export type BackupResult =
  | { readonly kind: 'done'; readonly conversations: number }
  | { readonly kind: 'refused'; readonly why: 'no-database' | 'touched' | 'target-exists' };

/** The number of restored conversations, or why nothing was restored. `newer`: a later version made the backup. */
export type RestoreResult =
  | { readonly kind: 'done'; readonly conversations: number }
  | {
      readonly kind: 'refused';
      readonly why: 'no-backup' | 'not-a-backup' | 'newer' | 'in-use' | 'database-exists';
    };

/**
 * Copies a SQLite database to a new file: its state at one moment, without deleted data. Turns go on meanwhile. The file
 * gets its name only when it is complete; if that fails, what there is of it is deleted.
 */
export async function backUp(database: string, target: string): Promise<BackupResult> {
  if (!existsSync(database)) return { kind: 'refused', why: 'no-database' };
  if (existsSync(touchedMark(database))) return { kind: 'refused', why: 'touched' };
  if (existsSync(target)) return { kind: 'refused', why: 'target-exists' };
  const part = `${target}.part`;
  await mkdir(dirname(target), { recursive: true });
  await rm(part, { force: true });
  try {
    // It is there before SQLite writes it, so that nobody else may read it at any time.
    await (await open(part, 'wx', 0o600)).close();
    copyTo(part, database);
    const conversations = countConversations(part);
    await moveIntoPlace(part, target);
    return { kind: 'done', conversations };
  } finally {
    await rm(part, { force: true });
  }
}

function copyTo(part: string, database: string): void {
  const source = new Libsql(database);
  try {
    source.prepare('pragma busy_timeout = 5000').all();
    source.prepare('vacuum into ?').run(part);
  } finally {
    source.close();
  }
}

/**
 * Puts a backup in the place of the database and brings its tables up to date. Refuses to replace a database that a server
 * has open, and any other database unless `replace` is set.
 */
export async function restore(backup: string, database: string, replace: boolean): Promise<RestoreResult> {
  if (!existsSync(backup)) return { kind: 'refused', why: 'no-backup' };
  const part = `${database}.part`;
  await mkdir(dirname(database), { recursive: true });
  if ((await stat(backup)).isDirectory()) return { kind: 'refused', why: 'not-a-backup' };
  await rm(part, { force: true });
  try {
    // It is there before it is filled, so that nobody else may read it at any time.
    await (await open(part, 'wx', 0o600)).close();
    await copyFile(backup, part, constants.COPYFILE_FICLONE);
    await chmod(part, 0o600);
    const problem = problemOf(part);
    if (problem !== undefined) return { kind: 'refused', why: problem };
    await bringUpToDate(part);
    const conversations = countConversations(part);
    if (existsSync(database)) {
      if (isInUse(database)) return { kind: 'refused', why: 'in-use' };
      if (!replace) return { kind: 'refused', why: 'database-exists' };
    }
    for (const rest of ['-wal', '-shm']) await rm(`${database}${rest}`, { force: true });
    await moveIntoPlace(part, database);
    // Last of all: if this ends before, the database stays closed, and `restore` can be run again.
    await rm(touchedMark(database), { force: true });
    return { kind: 'done', conversations };
  } finally {
    for (const rest of ['', '-wal', '-shm']) await rm(`${part}${rest}`, { force: true });
  }
}

/** Migrates the file and empties its write-ahead log, because only the file itself is renamed later. */
async function bringUpToDate(file: string): Promise<void> {
  const db = openSqlite(file);
  try {
    await migrate(db);
    await sql`pragma wal_checkpoint(truncate)`.execute(db);
  } finally {
    await db.destroy();
  }
  const log = await stat(`${file}-wal`).catch(() => undefined);
  if ((log?.size ?? 0) > 0) throw new Error(`${file}-wal was not emptied`);
}

/** Opens a file for `look`, and closes it; throws if it is no SQLite database. */
function withDatabase<Result>(file: string, look: (database: InstanceType<typeof Libsql>) => Result): Result {
  const database = new Libsql(file);
  try {
    return look(database);
  } finally {
    database.close();
  }
}

function problemOf(file: string): 'not-a-backup' | 'newer' | undefined {
  try {
    return withDatabase(file, (database) => {
      const [checked]: readonly unknown[] = database.prepare('pragma integrity_check').raw().all();
      if (JSON.stringify(checked) !== '["ok"]') return 'not-a-backup';
      const names: readonly unknown[] = database.prepare('select name from kysely_migration').raw().all();
      return names.flat().every((name) => typeof name === 'string' && name in MIGRATIONS)
        ? undefined
        : 'newer';
    });
  } catch {
    return 'not-a-backup';
  }
}

function countConversations(file: string): number {
  return withDatabase(file, (database) => {
    const rows: readonly unknown[] = database.prepare('select count(*) from conversations').raw().all();
    return Number(rows.flat()[0]);
  });
}

/** Whether another process has the file open: only then does SQLite refuse to leave the write-ahead mode. */
function isInUse(file: string): boolean {
  try {
    withDatabase(file, (database) => database.prepare('pragma journal_mode = delete').all());
    return false;
  } catch (error) {
    // Any other error means that the file is damaged, which is a reason to restore.
    return isBusy(error);
  }
}

/** Renames the finished file, flushing to disk before and after, so that it survives a power cut. */
async function moveIntoPlace(part: string, target: string): Promise<void> {
  await flush(part);
  await rename(part, target);
  await flush(dirname(target));
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
}
