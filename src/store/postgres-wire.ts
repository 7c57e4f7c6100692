import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { Client } from 'pg';
import type { Wire } from './create-log-feed.ts';
import type { Schema } from './schema.ts';

const CHANNEL = 'waymark_log';

/** Milliseconds: how long a connection may take, how often it is tried, and how often to see whether it still stands. */
const LIMIT = 5_000;
const RETRY = 500;
const LOOK = 10_000;

/**
 * PostgreSQL's LISTEN and NOTIFY: listens on a connection of its own, which is made anew when it breaks. Words are sent
 * after the commit, several in one statement: inside it, PostgreSQL would let no two transactions commit at once.
 */
export function createPostgresWire(db: Kysely<Schema>, url: string, onError: (error: unknown) => void): Wire {
  const own = randomUUID();
  const closing = new AbortController();
  const isClosing = () => closing.signal.aborted;
  let listening: Promise<void> = Promise.resolve();
  let waiting = new Set<string>();
  let sending: Promise<void> | undefined;

  return {
    open(onWord, onUp) {
      listening = keepListening(onWord, onUp);
    },
    send(hashes) {
      for (const hash of hashes) waiting.add(hash);
      sending ??= sendWaiting();
    },
    async close() {
      closing.abort();
      await Promise.all([listening, sending]);
    },
  };

  async function sendWaiting(): Promise<void> {
    while (waiting.size > 0) {
      const words = [...waiting].map((hash) => `${own} ${hash}`);
      waiting = new Set();
      await sql`select pg_notify(${CHANNEL}, word) from unnest(${words}::text[]) as word`
        .execute(db)
        .catch(onError);
    }
    sending = undefined;
  }

  async function keepListening(onWord: (hash: string) => void, onUp: () => void): Promise<void> {
    while (!isClosing()) {
      await listen(onWord, onUp).catch(onError);
      await setTimeout(RETRY, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  /** Listens until the connection breaks (then it rejects) or the wire is closed. */
  async function listen(onWord: (hash: string) => void, onUp: () => void): Promise<void> {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: LIMIT,
      query_timeout: LIMIT,
      keepAlive: true,
      application_name: 'waymark log',
    });
    const broken = new Promise<never>((_, reject) => {
      client.on('error', reject);
      client.on('end', () => reject(new Error('the connection that listens was ended')));
    });
    // Only looked at in a race below; on its own it must not end the process.
    broken.catch(() => undefined);
    client.on('notification', ({ payload = '' }) => {
      const [from, hash] = payload.split(' ');
      if (from !== own && hash !== undefined) onWord(hash);
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      onUp();
      while (!isClosing()) {
        const pause = setTimeout(LOOK, undefined, { signal: closing.signal }).catch(() => undefined);
        await Promise.race([broken, pause]);
        if (!isClosing()) await client.query('select 1');
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
