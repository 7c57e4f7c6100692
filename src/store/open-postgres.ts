import { Kysely, PostgresDialect, type Driver } from 'kysely';
import { Pool, types } from 'pg';
import { connectAfter } from './connect-after.ts';
import type { Schema } from './schema.ts';

/** Limits of the connection pool. Times are in milliseconds. */
export interface PostgresLimits {
  readonly connections: number;
  /** How long a turn waits for a connection. */
  readonly connect: number;
  /** How long a statement may take, including the time it waits for locks. */
  readonly statement: number;
  /** PostgreSQL ends a transaction that is idle for this long, so that a process that hangs loses its locks. */
  readonly idleInTransaction: number;
}

/** Together below the 15 seconds that a channel waits; a statement waits longer for a lock than its holder may be idle. */
const LIMITS: PostgresLimits = { connections: 8, connect: 3_000, statement: 5_000, idleInTransaction: 3_000 };

const BIGINT = 20;

/** pg's own parser of a type. Its declaration demands a member of an enum, but the protocol gives a number. */
const parserOf: (id: number, format?: 'text' | 'binary') => unknown = types.getTypeParser;

/**
 * Opens a PostgreSQL database; connects when it is first used, after `ready` has resolved. `onBroken` is called with the
 * error of a connection that breaks between two statements.
 */
export function openPostgres(
  url: string,
  onBroken: (error: unknown) => void,
  ready: () => Promise<void> = () => Promise.resolve(),
  limits: PostgresLimits = LIMITS,
): Kysely<Schema> {
  const pool = new Pool({
    connectionString: url,
    max: limits.connections,
    connectionTimeoutMillis: limits.connect,
    statement_timeout: limits.statement,
    query_timeout: limits.statement + 1_000,
    idle_in_transaction_session_timeout: limits.idleInTransaction,
    keepAlive: true,
    application_name: 'waymark',
    types: {
      // A number is exact: times and versions stay far below 2^53.
      getTypeParser: (id: number, format?: 'text' | 'binary'): unknown =>
        id === BIGINT ? Number : parserOf(id, format),
    },
  });
  // The pool reports errors of idle connections only. Without a listener, an error between two statements of a
  // transaction would end the process.
  pool.on('connect', (client) => client.on('error', onBroken));
  pool.on('error', () => undefined);
  return new Kysely<Schema>({ dialect: new WaitingPostgresDialect({ pool }, ready) });
}

/** A class because Kysely demands one. */
class WaitingPostgresDialect extends PostgresDialect {
  readonly #ready: () => Promise<void>;

  constructor(config: ConstructorParameters<typeof PostgresDialect>[0], ready: () => Promise<void>) {
    super(config);
    this.#ready = ready;
  }

  override createDriver(): Driver {
    return connectAfter(this.#ready, super.createDriver());
  }
}
