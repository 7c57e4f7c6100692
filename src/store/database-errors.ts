import { TOUCHED } from './refuse-touched.mjs';

/** PostgreSQL: class 28 (access refused), 3D000 (no such database). SQLite: no database file, or a damaged one, or one that was touched past SQLite. */
const PERMANENT = /^(?:28...|3D000|SQLITE_NOTADB|SQLITE_CORRUPT|DATABASE_TOUCHED)/u;

/** Whether a database could not be opened for a reason that waiting does not fix. */
export function isPermanentFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  // Kysely's message if the database has migrations that this version does not know.
  if (error.message.startsWith('corrupted migrations')) return true;
  return PERMANENT.test(codeOf(error));
}

/** Whether SQLite refused a statement because another process or connection has locked the file. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

/** Whether a SQLite file is damaged, or is no database. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(?:CORRUPT|NOTADB)/u.test(codeOf(error));
}

/** Whether a SQLite file must not be used because it was touched past SQLite or is damaged. The message says what to do. */
export function isTouched(error: unknown): error is Error {
  return error instanceof Error && codeOf(error) === TOUCHED;
}

/** Whether PostgreSQL ended the transaction because of a deadlock. */
export function isDeadlock(error: unknown): boolean {
  return codeOf(error) === '40P01';
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}
