/** What keeps an entry of a folder from being read, and how to fix it. */
export interface Unreadable {
  readonly what: string;
  readonly fix: string;
}

/** Explains an error of the file system. `entry` is what could not be read: "file", "folder" or "entry". */
export function whyUnreadable(error: unknown, entry: string): Unreadable {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return KNOWN[code] ?? { what: `this ${entry} cannot be read (${code})`, fix: 'fix it, or take it away' };
}

const NO_PERMISSION: Unreadable = {
  what: 'there is no permission to read this',
  fix: 'let the user that runs Waymark read it, or take it away',
};

const KNOWN: Readonly<Partial<Record<string, Unreadable>>> = {
  ELOOP: {
    what: 'this link leads back to itself',
    fix: 'delete it, or put a copy of what it should lead to in its place',
  },
  ENOENT: { what: 'this link leads nowhere', fix: 'delete it, or put a copy of what it should lead to here' },
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  ENAMETOOLONG: { what: 'this name is too long', fix: 'rename it' },
  ENOTDIR: { what: 'this is not a folder', fix: 'put a folder in its place' },
};
