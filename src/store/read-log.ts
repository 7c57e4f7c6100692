import type { Kysely } from 'kysely';
import type { LogEntry } from '../turn/index.ts';
import { parseJsonColumn, type Schema } from './schema.ts';

/** Up to `limit` entries of a conversation's log after a watermark, in order. */
export async function readLog(
  db: Kysely<Schema>,
  key: string,
  after: number,
  limit: number,
): Promise<readonly LogEntry[]> {
  const rows = await db
    .selectFrom('activity_log')
    .select(['watermark', 'activity', 'at'])
    .where('key', '=', key)
    .where('watermark', '>', after)
    .orderBy('watermark')
    .limit(limit)
    .execute();
  return rows.map(({ activity, ...rest }) => ({ ...rest, activity: parseJsonColumn<unknown>(activity) }));
}
