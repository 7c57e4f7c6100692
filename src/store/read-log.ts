import { sql, type Kysely } from 'kysely';
import type { LogEntry, LogLimit, LogPart } from '../turn/index.ts';
import { parseJsonColumn, type Schema } from './schema.ts';

/** A part of a conversation's log; see `TurnStore.readLog`. */
export async function readLog(
  db: Kysely<Schema>,
  key: string,
  after: number,
  { entries, bytes }: LogLimit,
): Promise<LogPart> {
  // Which entries are within the limit is found by their sizes alone, so that no entry is read only to be left out.
  const sizes = db
    .selectFrom('activity_log')
    .select(['watermark', sql<number>`octet_length(activity)`.as('size')])
    .where('key', '=', key)
    .where('watermark', '>', after)
    .orderBy('watermark')
    .limit(entries)
    .as('sizes');
  const totals = db
    .selectFrom(sizes)
    .select(({ fn }) => [
      'watermark',
      'size',
      fn
        .sum<number>('size')
        .over((over) => over.orderBy('watermark'))
        .as('total'),
    ])
    .as('totals');
  const last = db
    .selectFrom(totals)
    .select(({ fn }) => fn.max('watermark').as('last'))
    // Of the first entry both are equal: it is read even if it is larger than the limit.
    .where((row) => row.or([row('total', '<=', bytes), row('total', '=', row.ref('size'))]));
  const end = db
    .selectFrom('activity_log')
    .select(({ fn }) => fn.max('watermark').as('end'))
    .where('key', '=', key);
  const rows = await db
    .selectFrom('activity_log')
    .select(['watermark', 'activity as json', 'at', end.as('end')])
    .where('key', '=', key)
    .where('watermark', '>', after)
    .where('watermark', '<=', last)
    .orderBy('watermark')
    .execute();
  const read = rows.at(-1);
  return {
    entries: rows.map(({ watermark, json, at }) => ({ watermark, json, at })),
    isCut: read !== undefined && read.watermark !== read.end,
  };
}

/** The whole log of a conversation, in order. */
export async function readWholeLog(db: Kysely<Schema>, key: string): Promise<readonly LogEntry[]> {
  const rows = await db
    .selectFrom('activity_log')
    .select(['watermark', 'activity', 'at'])
    .where('key', '=', key)
    .orderBy('watermark')
    .execute();
  return rows.map(({ activity, ...rest }) => ({ ...rest, activity: parseJsonColumn<unknown>(activity) }));
}
