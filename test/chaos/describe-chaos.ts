import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import { keepsOrder } from './keeps-order.ts';
import { survivesKills } from './kills.ts';
import { waitsForDatabase } from './late-database.ts';
import { survivesKillsInMigration } from './migration-kills.ts';
import { outlasts } from './outage.ts';
import {
  connectionsTaken,
  diskFull,
  postgresFrozen,
  postgresStopped,
  readOnlyFolder,
  smallDisk,
} from './outages.ts';
import { takesRepeatsOnce } from './repeats.ts';
import { restartsUnnoticed } from './restarts.ts';
import type { Part, Scale } from './scales.ts';
import { outlivesHolder, type End } from './stale-holder.ts';
import { openArena, type Arena, type ArenaOptions } from './support/arena.ts';

/** Enough for the longest part on a busy machine, in milliseconds. No test asserts times. */
const LIMIT = 90 * 60_000;

/** Defines the chaos tests: each breaks something on purpose, as often and as long as the scale says. */
export function describeChaos(scale: Scale): void {
  describe('turns, where everything around them breaks,', function () {
    this.timeout(LIMIT);
    let postgres: Postgres;
    let arena: Arena | undefined;
    before(async () => {
      postgres = await startPostgres(['-c', 'max_connections=50']);
    });
    after(() => postgres.stop());
    afterEach(async () => {
      await arena?.close();
      arena = undefined;
    });

    part('order', 'are taken in order by several processes, and none is lost', async () => {
      await keepsOrder(await running(scale.instances), scale.order);
    });

    part('repeats', 'are taken once, however often and wherever their activity comes', async () => {
      await takesRepeatsOnce(await running(scale.instances), scale.repeats);
    });

    part('holder-killed', 'outlive a process that is killed while it holds their lock', () =>
      holderEnds('SIGKILL'),
    );

    part('holder-stopped', 'outlive a process that stands still while it holds their lock', () =>
      holderEnds('SIGSTOP'),
    );

    part('restarts', 'are all taken while the processes are restarted one after another', async () => {
      await restartsUnnoticed(await prepared({ program: 'server', instances: 2, postgres }), scale.restarts);
    });

    for (const kind of ['SQLite', 'PostgreSQL'] as const) {
      // One process has a SQLite file to itself, as it is deployed.
      const instances = kind === 'SQLite' ? 1 : 2;
      const database = () => (kind === 'SQLite' ? undefined : postgres);
      for (const [i, kills] of scale.kills.entries())
        part('kills', `are whole and answered after kill -9 on ${kind} (run ${String(i + 1)})`, async () => {
          const options = { program: 'turns', instances, postgres: database() } as const;
          await survivesKills(await prepared(options), instances, kills, scale.pushing);
        });

      part('migration-kills', `find tables after kill -9 while they were made on ${kind}`, () =>
        survivesKillsInMigration({ postgres: database() }, scale.migrationKills),
      );
    }

    part('stopped', 'wait for a PostgreSQL that is stopped', async () => {
      await outlasts(await running(1), postgresStopped(postgres, scale.outage));
    });

    part('frozen', 'wait for a PostgreSQL that stands still', async () => {
      await outlasts(await running(1), postgresFrozen(postgres, scale.outage));
    });

    part('connections-taken', 'wait for a PostgreSQL whose connections are all taken', async () => {
      const one = await running(1);
      if (one.place.kind === 'postgres') await outlasts(one, connectionsTaken(one.place.url, scale.outage));
    });

    part('late', 'wait for a PostgreSQL that starts later', async () => {
      const one = await prepared({ program: 'server', instances: 1, postgres });
      await postgres.pause();
      await waitsForDatabase(one, { what: 'PostgreSQL stopped', ready: () => postgres.resume() });
    });

    part('disk-full', 'wait for a disk that is full', async function () {
      const disk = await smallDisk();
      // Only root may mount one.
      if (disk === undefined) return this.skip();
      const { folder } = disk;
      const one = await prepared({ program: 'server', instances: 1, postgres: undefined, folder });
      await one.startAll();
      await outlasts(one, diskFull(folder, scale.outage)).finally(() => disk.remove());
    });

    part('read-only', 'wait for a folder that may only be read', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'waymark-readonly-'));
      const ready = await readOnlyFolder(folder);
      const asNobody = process.getuid?.() === 0;
      const one = await prepared({ program: 'server', instances: 1, postgres: undefined, folder, asNobody });
      await waitsForDatabase(one, { what: 'a folder that may only be read', ready });
      await rm(folder, { recursive: true });
    });

    function part(name: Part, title: string, run: (this: Mocha.Context) => Promise<void>): void {
      if (scale.parts.includes(name)) it(title, run);
    }

    async function holderEnds(end: End): Promise<void> {
      await outlivesHolder(await prepared({ program: 'turns', instances: 2, postgres }), end);
    }

    async function prepared(options: ArenaOptions): Promise<Arena> {
      arena = await openArena(options);
      return arena;
    }

    async function running(instances: number): Promise<Arena> {
      const opened = await prepared({ program: 'server', instances, postgres });
      await opened.startAll();
      return opened;
    }
  });
}
