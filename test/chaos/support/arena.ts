import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Postgres } from '../../support/postgres.ts';
import { bundlePrograms } from './bundle.ts';
import { openChannel, type Channel } from './channel.ts';
import type { Fault } from './fault.ts';
import { freePort } from '../../support/free-port.ts';
import { startInstance, type Instance, type Program } from './instance.ts';
import { countDeadlocks, readLedger, type Ledger, type Place } from './ledger.ts';

/** A database, a channel, and the instances that use both. */
export interface Arena {
  readonly place: Place;
  readonly channel: Channel;
  /** The instance on each port. A restart replaces it. */
  readonly instances: readonly Instance[];
  /** Starts an instance on port number `i`. It may not answer yet. */
  start(i: number, options?: Starting): Instance;
  /** Starts all instances; resolves when all of them answer. */
  startAll(): Promise<void>;
  ledger(): Promise<Ledger>;
  /** How many deadlocks PostgreSQL has broken up. */
  deadlocks(): Promise<number>;
  close(): Promise<void>;
}

export interface Starting {
  readonly fault?: Fault | undefined;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ArenaOptions {
  readonly program: Program;
  readonly instances: number;
  /** Undefined: a SQLite file. */
  readonly postgres: Postgres | undefined;
  /** The folder of the SQLite file; if undefined, a temporary one that is deleted afterwards. */
  readonly folder?: string;
  /** Instances run as the user "nobody"; for that, this process must be root's. */
  readonly asNobody?: boolean;
  /** How long the channel takes for each reply, in milliseconds. */
  readonly delay?: () => number;
  /** Settings of all instances. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Opens an arena with an empty database; nothing runs yet. */
export async function openArena({
  program,
  instances: count,
  postgres,
  delay,
  folder: given,
  asNobody = false,
  env: settings = {},
}: ArenaOptions): Promise<Arena> {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'waymark-chaos-')));
  const url = await postgres?.newDatabase();
  const [channel, programs] = await Promise.all([openChannel(delay), bundlePrograms()]);
  const place: Place = url === undefined ? { kind: 'sqlite', folder } : { kind: 'postgres', url };
  const ports: number[] = [];
  for (let i = 0; i < count; i += 1) ports.push(await freePort());
  const instances: Instance[] = [];

  return {
    place,
    channel,
    instances,
    start,
    async startAll() {
      for (let i = 0; i < count; i += 1) start(i);
      const healthy = await Promise.all(instances.map((instance) => instance.healthy()));
      if (healthy.includes(false))
        throw new Error(`an instance did not start: ${instances.map(({ output }) => output()).join('\n')}`);
    },
    ledger: () => readLedger(place),
    deadlocks: () => countDeadlocks(place),
    async close() {
      for (const instance of instances) instance.signal('SIGKILL');
      await Promise.all(instances.map(({ ended }) => ended));
      await channel.close();
      if (given === undefined) await rm(folder, { recursive: true, force: true });
    },
  };

  function start(i: number, { fault, env = {} }: Starting = {}): Instance {
    const database: Record<string, string> = url === undefined ? {} : { DATABASE_URL: url };
    const instance = startInstance({
      program,
      programs,
      port: ports[i] ?? 0,
      env: { DATA_DIR: folder, ...database, ...settings, ...env },
      fault,
      asNobody,
    });
    instances[i] = instance;
    return instance;
  }
}
