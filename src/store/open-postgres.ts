import { Kysely, PostgresDialect, type Driver } from 'kysely';
import { Pool, types } from 'pg';
import { gated, type Gate } from './gate.ts';
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

/** Together below the 15 seconds that a channel waits, and a lock longer than its holder may stand still. */
const LIMITS: PostgresLimits = { connections: 8, connect: 3_000, statement: 5_000, idleInTransaction: 3_000 };

const BIGINT = 20;

/** pg's own parser of a type; its typing wants an enum's member where the protocol gives a number. */
const parserOf: (id: number, format?: 'text' | 'binary') => unknown = types.getTypeParser;

/**
 * Opens a PostgreSQL database; it is connected to when it is first used. `onBroken` is told of connections that break
 * while they wait for a statement.
 */
export function openPostgres(
  url: string,
  onBroken: (error: unknown) => void,
  gate: Gate = () => Promise.resolve(),
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
  // On each connection: the pool hears of those only that nobody uses, and in mid-transaction nobody would.
  pool.on('connect', (client) => client.on('error', onBroken));
  pool.on('error', () => undefined);
  return new Kysely<Schema>({ dialect: new GatedPostgresDialect({ pool }, gate) });
}

/** A class, as Kysely demands. */
class GatedPostgresDialect extends PostgresDialect {
  readonly #gate: Gate;

  constructor(config: ConstructorParameters<typeof PostgresDialect>[0], gate: Gate) {
    super(config);
    this.#gate = gate;
  }

  override createDriver(): Driver {
    return gated(super.createDriver(), this.#gate);
  }
}
