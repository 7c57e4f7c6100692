/** What an error of the system or of SQLite means to an operator; undefined for an error of any other kind, which is a bug. */
export function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const { code } = error;
  const reason = REASONS.find(([codes]) => codes.test(code))?.[1];
  if (reason !== undefined) return reason;
  return /^(?:SQLITE_|E[A-Z\d]+$)/u.test(code) ? `the system refused it (${code})` : undefined;
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^(?:ENOSPC|EDQUOT|SQLITE_FULL)/u, 'the disk is full. Make room, or take another disk'],
  [
    /^(?:EACCES|EPERM|EROFS|SQLITE_(?:READONLY|PERM|CANTOPEN))/u,
    'this user may not read or write there. Use the user of the server, or another folder',
  ],
  [/^(?:ENOTDIR|EEXIST)/u, 'a part of the path is a file, not a folder'],
  [/^EISDIR/u, 'it is a folder. Give a file'],
  [/^ENOENT/u, 'there is no such file or folder'],
  [/^(?:ENAMETOOLONG|ELOOP)/u, 'the name is too long, or its links lead in a circle'],
  [/^(?:SQLITE_BUSY|SQLITE_LOCKED)/u, 'another process holds the database. Try again in a moment'],
  [
    /^SQLITE_(?:CORRUPT|NOTADB)/u,
    'the database is damaged. Replace it by your newest backup: waymark restore FILE --replace',
  ],
];
