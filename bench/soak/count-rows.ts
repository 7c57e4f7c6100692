import Libsql from 'libsql';

/** How many rows a store's file holds. */
export interface Rows {
  readonly conversations: number;
  readonly outbox: number;
  readonly unsent: number;
}

/** Counts the rows of a file that another process may be writing, less those of so many turns that are not counted. */
export function countRows(file: string, without: number): Rows {
  const database = new Libsql(file, { readonly: true });
  const count = (from: string): number => {
    const row: unknown = database.prepare(`select count(*) as n from ${from}`).get();
    return typeof row === 'object' && row !== null && 'n' in row ? Number(row.n) : 0;
  };
  try {
    return {
      conversations: count('conversations') - without,
      outbox: count('outbox') - without,
      unsent: count('outbox where sent_at is null'),
    };
  } finally {
    database.close();
  }
}
