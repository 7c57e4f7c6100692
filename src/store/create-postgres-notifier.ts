import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { Client } from 'pg';
import type { Notifier } from './create-log-feed.ts';
import type { Schema } from './schema.ts';

const CHANNEL = 'waymark_log';

/** Milliseconds: the timeout of connections and queries, the pause before reconnecting, and the interval of heartbeats. */
const TIMEOUT = 5_000;
const RECONNECT_PAUSE = 500;
const HEARTBEAT = 10_000;

/**
 * A notifier on PostgreSQL's LISTEN and NOTIFY. It listens on a connection of its own and reconnects when that breaks.
 * Notifications are sent after the commit, several in one statement: a transaction that contains a NOTIFY holds a global
 * lock while it commits.
 */
export function createPostgresNotifier(
  db: Kysely<Schema>,
  url: string,
  onError: (error: unknown) => void,
): Notifier {
  const ownId = randomUUID();
  const closing = new AbortController();
  const isClosing = () => closing.signal.aborted;
  let listening: Promise<void> = Promise.resolve();
  let queued = new Set<string>();
  let sending: Promise<void> | undefined;

  return {
    listen(onNotification, onReconnect) {
      listening = keepListening(onNotification, onReconnect);
    },
    notify(hashes) {
      for (const hash of hashes) queued.add(hash);
      sending ??= sendQueued();
    },
    async close() {
      closing.abort();
      await Promise.all([listening, sending]);
    },
  };

  async function sendQueued(): Promise<void> {
    while (queued.size > 0) {
      const payloads = [...queued].map((hash) => `${ownId} ${hash}`);
      queued = new Set();
      await sql`select pg_notify(${CHANNEL}, payload) from unnest(${payloads}::text[]) as payload`
        .execute(db)
        .catch(onError);
    }
    sending = undefined;
  }

  async function keepListening(
    onNotification: (hash: string) => void,
    onReconnect: () => void,
  ): Promise<void> {
    while (!isClosing()) {
      await listen(onNotification, onReconnect).catch(onError);
      await setTimeout(RECONNECT_PAUSE, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  /** Listens until the notifier is closed; rejects if the connection breaks. */
  async function listen(onNotification: (hash: string) => void, onReconnect: () => void): Promise<void> {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: TIMEOUT,
      query_timeout: TIMEOUT,
      keepAlive: true,
      application_name: 'waymark log',
    });
    const broken = new Promise<never>((_, reject) => {
      client.on('error', reject);
      client.on('end', () => reject(new Error('the connection that listens was ended')));
    });
    // It is awaited in the race below only; until then it must not count as an unhandled rejection.
    broken.catch(() => undefined);
    client.on('notification', ({ payload = '' }) => {
      const [from, hash] = payload.split(' ');
      if (from !== ownId && hash !== undefined) onNotification(hash);
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      onReconnect();
      while (!isClosing()) {
        const pause = setTimeout(HEARTBEAT, undefined, { signal: closing.signal }).catch(() => undefined);
        await Promise.race([broken, pause]);
        if (!isClosing()) await client.query('select 1');
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
