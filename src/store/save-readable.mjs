// @ts-check
import { closeSync, openSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { copyTables } from './copy-tables.mjs';
import { touchedMark, wayOut } from './refuse-touched.mjs';

/** @typedef {import('kysely').SqliteDatabase} Database */

/**
 * What was saved of a database whose files were touched. `in-place`: everything is in the main file, which may be used
 * again. `copied`: what could be read is in `copy`, and the database is closed to everybody until `waymark restore`.
 * `nothing`: it is closed likewise, but nothing could be read.
 *
 * @typedef {{ readonly kind: 'in-place' }
 *   | { readonly kind: 'copied', readonly copy: string }
 *   | { readonly kind: 'nothing', readonly why: string }} Saved
 */

/**
 * Saves what can still be read through the open database. `isWhole`: SQLite still has everything, so the frames of the log go
 * to the main file. Otherwise that must not be written, and a copy is made beside it.
 *
 * @param {Database} database
 * @param {string} file
 * @param {string} touch what was done, in words
 * @param {{ readonly isWhole: boolean, readonly migrations: readonly unknown[] }} known
 * @returns {Saved}
 */
export function saveReadable(database, file, touch, { isWhole, migrations }) {
  if (isWhole && copyLog(database)) return { kind: 'in-place' };
  const saved = copy(database, file, migrations);
  closeToAll(file, touch, saved);
  return saved;
}

/** @param {Database} database */
function copyLog(database) {
  try {
    const [done] = database.prepare('pragma wal_checkpoint(passive)').all([]);
    const { busy, log, checkpointed } = Object(done);
    return busy === 0 && log === checkpointed;
  } catch {
    return false;
  }
}

/**
 * @param {Database} database
 * @param {string} file
 * @param {readonly unknown[]} migrations
 * @returns {Exclude<Saved, { kind: 'in-place' }>}
 */
function copy(database, file, migrations) {
  const target = `${file}.saved-${new Date().toISOString().replaceAll(/[:.]/gu, '')}`;
  try {
    // It is there before SQLite writes it, so that nobody else may read it.
    closeSync(openSync(target, 'wx', 0o600));
    try {
      database.prepare('vacuum into ?').run([target]);
    } catch {
      truncateSync(target);
      copyTables(database, target, migrations);
    }
    return { kind: 'copied', copy: target };
  } catch (error) {
    rmSync(target, { force: true });
    return { kind: 'nothing', why: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Writes the mark that keeps every process from opening the database, until `waymark restore` takes it away.
 *
 * @param {string} file
 * @param {string} touch
 * @param {Exclude<Saved, { kind: 'in-place' }>} saved
 */
function closeToAll(file, touch, saved) {
  try {
    const copy = saved.kind === 'copied' ? saved.copy : undefined;
    writeFileSync(touchedMark(file), `${touch} ${wayOut(copy)}\n`, { flag: 'wx', mode: 0o600 });
  } catch {
    // Another process was first, or nothing can be written there: the check at the next start has to find it.
  }
}
