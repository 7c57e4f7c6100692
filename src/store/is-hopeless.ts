/** Of PostgreSQL (class 28: who may come in; 3D000: no such database) and of SQLite. */
const HOPELESS = /^(?:28...|3D000|SQLITE_NOTADB|SQLITE_CORRUPT)/u;

/** Whether a database could not be opened for a reason that does not go away by itself. */
export function isHopeless(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  // Kysely's word for migrations that this version does not know.
  if (error.message.startsWith('corrupted migrations')) return true;
  return 'code' in error && typeof error.code === 'string' && HOPELESS.test(error.code);
}
