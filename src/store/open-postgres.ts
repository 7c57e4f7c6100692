import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
import type { Schema } from './schema.ts';

/** How a pool behaves; times in milliseconds. */
export interface PostgresLimits {
  readonly connections: number;
  /** How long a turn waits for a free connection, or for a new one. */
  readonly connect: number;
  /** How long a statement may take, waiting for locks included. */
  readonly statement: number;
  /** A process that stops in the middle of a transaction loses its locks after this. */
  readonly idleInTransaction: number;
}

const LIMITS: PostgresLimits = { connections: 8, connect: 3_000, statement: 8_000, idleInTransaction: 3_000 };

const BIGINT = 20;

/** pg's own parser of a type; its typing wants an enum's member where the protocol gives a number. */
const parserOf: (id: number, format?: 'text' | 'binary') => unknown = types.getTypeParser;

/** Opens a PostgreSQL database. `onIdleError` is told of connections that break while nobody uses them. */
export function openPostgres(
  url: string,
  onIdleError: (error: unknown) => void,
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
      // Times and versions stay far below 2^53.
      getTypeParser: (id: number, format?: 'text' | 'binary'): unknown =>
        id === BIGINT ? Number : parserOf(id, format),
    },
  });
  pool.on('error', onIdleError);
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}
