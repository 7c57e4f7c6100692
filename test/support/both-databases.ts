import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { openStore, type Store } from '../../src/store/index.ts';
import { openPostgres } from '../../src/store/open-postgres.ts';
import { openSqlite } from '../../src/store/open-sqlite.ts';
import type { Schema } from '../../src/store/schema.ts';
import { sharedPostgres } from './shared-postgres.ts';

/** An open store. */
export type OpenStore = Store<string>;

/** A database. Each call of `open` acts as another process. */
export interface Place {
  readonly kind: 'sqlite' | 'postgres';
  readonly open: () => Promise<OpenStore>;
  /** Direct access to the tables, to see what they hold. */
  readonly tables: () => Kysely<Schema>;
  readonly close: () => Promise<void>;
}

/** Creates a new database. On PostgreSQL its tables exist already, unless it is to be `empty`. */
export type NewPlace = (content?: 'empty') => Promise<Place>;

/** Runs the same tests on SQLite and on a real PostgreSQL. */
export function onBothDatabases(title: string, holds: (newPlace: NewPlace) => void): void {
  describe(`${title} on SQLite`, () => {
    holds(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'waymark-store-'));
      const file = join(folder, 'data', 'waymark.db');
      return {
        kind: 'sqlite',
        open: () => openStore({ databaseUrl: undefined, file, onIdleError: () => undefined }),
        tables: () => openSqlite(file),
        close: () => rm(folder, { recursive: true }),
      };
    });
  });

  describe(`${title} on PostgreSQL`, function () {
    this.timeout(30_000);
    before(() => sharedPostgres());
    holds(async (content) => {
      const server = await sharedPostgres();
      const databaseUrl = await (content === 'empty' ? server.emptyDatabase() : server.newDatabase());
      return {
        kind: 'postgres',
        open: () => openStore({ databaseUrl, file: '', onIdleError: () => undefined }),
        tables: () => openPostgres(databaseUrl, () => undefined),
        close: () => Promise.resolve(),
      };
    });
  });
}
