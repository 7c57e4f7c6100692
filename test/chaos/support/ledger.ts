import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Pool } from 'pg';
import { readConsultation, type Consultation, type ReadableConsultation } from '../../../src/core/index.ts';

/** Where instances keep their turns. */
export type Place =
  { readonly kind: 'sqlite'; readonly folder: string } | { readonly kind: 'postgres'; readonly url: string };

/** What the database holds of all conversations, read with plain SQL and not with the code that wrote it. */
export interface Ledger {
  readonly conversations: ReadonlyMap<string, LedgerConversation>;
  /** Rows of each table. */
  readonly inbound: number;
  readonly outbox: number;
  readonly events: number;
  /** Replies that are still to be sent. */
  readonly unsent: number;
  /** The watermarks of each conversation's log, in order. */
  readonly logs: ReadonlyMap<string, readonly number[]>;
}

export interface LedgerConversation {
  readonly version: number;
  /** The watermark that the conversation records for its last log entry. */
  readonly logged: number;
  readonly consultation: Consultation;
  /** The ids of its activities, in the order of the versions that they led to. */
  readonly activities: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

/** Reads the whole database. */
export async function readLedger(place: Place): Promise<Ledger> {
  const { rows, close } = open(place);
  const inbound = await rows('select id, key, version from inbound order by key, version');
  const activities = new Map<string, string[]>();
  for (const { id, key } of inbound) {
    const ids = activities.get(String(key)) ?? [];
    ids.push(String(JSON.parse(String(id).slice(String(key).length + 1))));
    activities.set(String(key), ids);
  }
  const conversations = await rows('select key, state, version, logged from conversations');
  const logs = new Map<string, number[]>();
  for (const { key, watermark } of await rows(
    'select key, watermark from activity_log order by key, watermark',
  )) {
    const name = conversationOf(String(key));
    const watermarks = logs.get(name) ?? [];
    watermarks.push(Number(watermark));
    logs.set(name, watermarks);
  }
  const [outbox, events, unsent] = await Promise.all(
    [
      'select count(*) as n from outbox',
      'select count(*) as n from events',
      'select count(*) as n from outbox where sent_at is null',
    ].map(async (sql) => Number((await rows(sql))[0]?.['n'])),
  );
  await close();
  return {
    conversations: new Map(
      conversations.map(({ key, state, version, logged }) => [
        conversationOf(String(key)),
        {
          version: Number(version),
          logged: Number(logged),
          consultation: parse(String(state)),
          activities: activities.get(String(key)) ?? [],
        },
      ]),
    ),
    inbound: inbound.length,
    outbox: outbox ?? 0,
    events: events ?? 0,
    unsent: unsent ?? 0,
    logs,
  };
}

/** How many deadlocks PostgreSQL has broken up in a database; SQLite has none. */
export async function countDeadlocks(place: Place): Promise<number> {
  if (place.kind === 'sqlite') return 0;
  const { rows, close } = open(place);
  const [row] = await rows('select deadlocks from pg_stat_database where datname = current_database()');
  await close();
  return Number(row?.['deadlocks']);
}

function open(place: Place): { rows: (sql: string) => Promise<readonly Row[]>; close: () => Promise<void> } {
  if (place.kind === 'postgres') {
    const pool = new Pool({ connectionString: place.url, max: 2 });
    return { rows: async (sql) => (await pool.query<Row>(sql)).rows, close: () => pool.end() };
  }
  const database = openFile(join(place.folder, 'waymark.db'));
  return {
    rows: (sql) => Promise.resolve(database.prepare(sql).all()),
    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
}

function openFile(file: string): { prepare(sql: string): { all(): Row[] }; close(): void } {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- a package without types for ESM
  const Libsql: new (file: string) => ReturnType<typeof openFile> = createRequire(import.meta.url)('libsql');
  return new Libsql(file);
}

function parse(state: string): Consultation {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- what the bot wrote
  return readConsultation(JSON.parse(state) as ReadableConsultation);
}

/** The channel's name of a conversation, from its key. */
function conversationOf(key: string): string {
  const parts: unknown = JSON.parse(key);
  return Array.isArray(parts) ? String(parts[1]) : key;
}
