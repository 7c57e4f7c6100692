import { existsSync, statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { isDamage } from './database-errors.ts';
import { openSqlite } from './open-sqlite.ts';
import { touchedError } from './refuse-touched.mjs';

/** How long the check of a SQLite file at the start may take, and what is called when it takes longer or is bad. */
export interface CheckOptions {
  /** Milliseconds. */
  readonly limit: number;
  /** Called when the limit is over: the store opens, and the check goes on beside it. */
  readonly onLate: () => void;
  /** Called when that check has found damage after all. */
  readonly onDamage: (error: Error) => void;
}

/**
 * Has SQLite check the structure of the whole file (`quick_check`). Rejects with what to do if it is damaged; resolves if it
 * is whole, is not there, cannot be opened at the moment, or if the check has taken longer than the limit.
 */
export async function checkDatabase(file: string, options: CheckOptions): Promise<void> {
  if (!existsSync(file) || statSync(file).size === 0) return;
  const checking = damageOf(file);
  const over = new AbortController();
  const found = await Promise.race([checking, setTimeout(options.limit, 'late' as const, over)]);
  over.abort();
  if (found instanceof Error) throw found;
  if (found !== 'late') return;
  options.onLate();
  void checking.then((late) => {
    if (late !== undefined) options.onDamage(late);
  });
}

async function damageOf(file: string): Promise<Error | undefined> {
  const db = openSqlite(file);
  try {
    const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db);
    const [first] = rows;
    return first === undefined || first.quick_check === 'ok' ? undefined : damaged(file, first.quick_check);
  } catch (error) {
    // Whatever else is wrong, such as rights that are missing, is told by those that open the file after this.
    return isDamage(error) ? damaged(file, error instanceof Error ? error.message : '') : undefined;
  } finally {
    await db.destroy().catch(() => undefined);
  }
}

function damaged(file: string, found: string): Error {
  const [line = ''] = found.replace(/^\*\*\* in database main \*\*\*\n/u, '').split('\n');
  return touchedError(
    `${file} is damaged (${line}). Restore your newest backup: waymark restore FILE --replace`,
  );
}
