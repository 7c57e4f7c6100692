import { constants, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import Libsql from 'libsql';
import { isBusy } from './is-busy.ts';
import { migrate, MIGRATIONS } from './migrate.ts';
import { openSqlite } from './open-sqlite.ts';

/** What came of a backup: how many conversations are in it, or why there is none. */
export type BackUp =
  | { readonly kind: 'done'; readonly conversations: number }
  | { readonly kind: 'refused'; readonly why: 'no-database' | 'target-exists' };

/** What came of restoring. `newer`: the backup is of a later version of this program. */
export type Restored =
  | { readonly kind: 'done'; readonly conversations: number }
  | {
      readonly kind: 'refused';
      readonly why: 'no-backup' | 'not-a-backup' | 'newer' | 'in-use' | 'database-exists';
    };

/**
 * Copies a SQLite database to a new file, as it stands at one moment and without what was deleted. Turns go on
 * meanwhile. The copy appears under its name when it is whole.
 */
export async function backUp(database: string, target: string): Promise<BackUp> {
  if (!existsSync(database)) return { kind: 'refused', why: 'no-database' };
  if (existsSync(target)) return { kind: 'refused', why: 'target-exists' };
  const part = `${target}.part`;
  await mkdir(dirname(target), { recursive: true });
  await rm(part, { force: true });
  const source = new Libsql(database);
  try {
    source.prepare('pragma busy_timeout = 5000').all();
    source.prepare('vacuum into ?').run(part);
  } finally {
    source.close();
  }
  await chmod(part, 0o600);
  const conversations = count(part);
  await settle(part, target);
  return { kind: 'done', conversations };
}

/**
 * Puts a backup in the database's place, brought to this version. A database that a server has open is never replaced,
 * another one only where `replace` is set.
 */
export async function restore(backup: string, database: string, replace: boolean): Promise<Restored> {
  if (!existsSync(backup)) return { kind: 'refused', why: 'no-backup' };
  const part = `${database}.part`;
  await mkdir(dirname(database), { recursive: true });
  await copyFile(backup, part, constants.COPYFILE_FICLONE);
  try {
    await chmod(part, 0o600);
    const problem = problemOf(part);
    if (problem !== undefined) return { kind: 'refused', why: problem };
    await bringUpToDate(part);
    const conversations = count(part);
    if (existsSync(database)) {
      if (isInUse(database)) return { kind: 'refused', why: 'in-use' };
      if (!replace) return { kind: 'refused', why: 'database-exists' };
    }
    for (const rest of ['-wal', '-shm']) await rm(`${database}${rest}`, { force: true });
    await settle(part, database);
    return { kind: 'done', conversations };
  } finally {
    for (const rest of ['', '-wal', '-shm']) await rm(`${part}${rest}`, { force: true });
  }
}

/** Leaves everything in the file itself, which is renamed alone. */
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

/** Looks into a file; throws where it is no SQLite database. */
function read<Result>(file: string, look: (database: InstanceType<typeof Libsql>) => Result): Result {
  const database = new Libsql(file);
  try {
    return look(database);
  } finally {
    database.close();
  }
}

function problemOf(file: string): 'not-a-backup' | 'newer' | undefined {
  try {
    return read(file, (database) => {
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

function count(file: string): number {
  return read(file, (database) => {
    const rows: readonly unknown[] = database.prepare('select count(*) from conversations').raw().all();
    return Number(rows.flat()[0]);
  });
}

/** SQLite leaves the mode with a write-ahead log only where nobody else has the file open. */
function isInUse(file: string): boolean {
  try {
    read(file, (database) => database.prepare('pragma journal_mode = delete').all());
    return false;
  } catch (error) {
    // Any other failure: the file is broken, which is a reason to restore.
    return isBusy(error);
  }
}

/** Gives a finished file its name, so that it is whole after a power cut too. */
async function settle(part: string, target: string): Promise<void> {
  await flush(part);
  await rename(part, target);
  await flush(dirname(target));
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
}
