import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Postgres } from '../support/postgres.ts';
import type { Outage } from './outage.ts';

/** Stops the database server: its port refuses connections. */
export function postgresStopped(postgres: Postgres, length: number): Outage {
  return { what: 'PostgreSQL stopped', begin: () => postgres.pause(), end: () => postgres.resume(), length };
}

/** Freezes the database server with its connections open: it neither refuses nor answers. */
export function postgresFrozen(postgres: Postgres, length: number): Outage {
  return { what: 'PostgreSQL frozen', begin: () => postgres.freeze(), end: () => postgres.thaw(), length };
}

/** Other clients hold all connections that the server allows. */
export function connectionsTaken(url: string, length: number): Outage {
  const others: Client[] = [];
  return {
    what: 'all connections of PostgreSQL taken',
    length,
    async begin() {
      const admin = await connected(url);
      if (admin === undefined) throw new Error('no connection was left');
      others.push(admin);
      // An instance that lost its connection connects again at once. Repeat until the other clients have all of them.
      for (;;) {
        const own = "from pg_stat_activity where application_name = 'waymark'";
        const { rows } = await admin.query(`select pg_terminate_backend(pid) ${own}`);
        const more = await Promise.all(Array.from({ length: 30 }, () => connected(url)));
        others.push(...more.flatMap((client) => client ?? []));
        if (rows.length === 0 && more.every((client) => client === undefined)) return;
      }
    },
    async end() {
      await Promise.all(others.map((client) => client.end()));
    },
  };
}

async function connected(connectionString: string): Promise<Client | undefined> {
  const client = new Client({ connectionString, application_name: 'another' });
  client.on('error', () => undefined);
  return client.connect().then(
    () => client,
    () => undefined,
  );
}

/** A file system of two megabytes. */
export interface SmallDisk {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Mounts it; undefined if this user may not mount. */
export async function smallDisk(): Promise<SmallDisk | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    await rm(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    async remove() {
      // The driver keeps the file open until it is garbage-collected.
      execFileSync('umount', ['-l', folder]);
      await rm(folder, { recursive: true });
    },
  };
}

/** Fills the disk to the last byte. */
export function diskFull(folder: string, length: number): Outage {
  const filler = join(folder, 'filler');
  return {
    what: 'SQLite on a full disk',
    length,
    async begin() {
      const { bavail, bsize } = await statfs(folder);
      // The bot writes meanwhile, so the last of these bytes may not fit.
      await writeFile(filler, Buffer.alloc(bavail * bsize)).catch((error: unknown) => {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      });
    },
    end: () => rm(filler),
  };
}

/**
 * The data folder is read-only when the server starts and writable later. Instances must not run as root, who may write
 * everywhere.
 */
export async function readOnlyFolder(folder: string): Promise<() => Promise<void>> {
  await chmod(folder, 0o555);
  return () => chmod(folder, 0o777);
}
