// @ts-check
import { readFileSync, statSync } from 'node:fs';

/** The code of the errors about files that were touched past SQLite, or are damaged. */
export const TOUCHED = 'DATABASE_TOUCHED';

/**
 * The file that is there when nobody may open the database until it was restored. It holds the reason in words.
 *
 * @param {string} file
 */
export function touchedMark(file) {
  return `${file}.touched`;
}

/**
 * What to do, in words.
 *
 * @param {string | undefined} copy a copy with what could still be read
 */
export function wayOut(copy) {
  return copy === undefined
    ? 'Nothing of it could be read any more. Stop every server, then restore your newest backup: waymark restore FILE --replace'
    : `What could still be read is in ${copy}. Stop every server, then: waymark restore ${copy} --replace (or a backup of your own that has more)`;
}

/** @param {string} message */
export function touchedError(message) {
  return Object.assign(new Error(message), { code: TOUCHED });
}

/**
 * Throws if the database must not be opened: its files were touched under a running server, or its log is there without it.
 *
 * @param {string} file
 */
export function refuseTouched(file) {
  const reason = read(touchedMark(file));
  if (reason !== undefined) throw touchedError(reason.trim());
  if (sizeOf(file) > 0 || sizeOf(`${file}-wal`) === 0) return;
  throw touchedError(
    `${file} is missing or empty, but ${file}-wal has turns that belong to it: the database was deleted, or moved without its log. ` +
      'Put the file back that was there, or restore your newest backup: waymark restore FILE --replace',
  );
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * The size of a file in bytes; 0 if it is not there. A place that cannot be looked at counts as empty: opening the database
 * then fails with the reason, and a server that waits for its database tries again.
 *
 * @param {string} path
 */
function sizeOf(path) {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
  }
}
