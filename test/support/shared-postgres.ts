import { openStore } from '../../src/store/index.ts';
import { startPostgres, type Postgres } from './postgres.ts';

/** The PostgreSQL server that all tests of this process share. It ends with the process. */
export interface SharedPostgres {
  /** Makes a database without tables and returns its address. */
  emptyDatabase(): Promise<string>;
  /** Makes a database with all tables, as a copy of a template, and returns its address. */
  newDatabase(): Promise<string>;
}

let shared: Promise<SharedPostgres> | undefined;

/** Starts the shared server with the first call. For tests that stop or freeze their server there is `startPostgres`. */
export function sharedPostgres(): Promise<SharedPostgres> {
  shared ??= start();
  return shared;
}

async function start(): Promise<SharedPostgres> {
  // Tests need no protection against a power failure, so the server does not wait for the disk.
  const server: Postgres = await startPostgres(['-c', 'fsync=off', '-c', 'synchronous_commit=off']);
  const databaseUrl = await server.newDatabase();
  const store = await openStore({ databaseUrl, file: '', onIdleError: () => undefined });
  await store.close();
  return { emptyDatabase: () => server.newDatabase(), newDatabase: () => server.copyFirstDatabase() };
}
