import { startPostgres, type Postgres } from '../../support/postgres.ts';
import { openArena, type Arena } from '../support/arena.ts';
import { postgresFrozen, postgresStopped, smallDisk, diskFull } from '../outages.ts';
import { streamsOutlastDisconnects } from './disconnects.ts';
import { streamsSurviveKills } from './kills.ts';
import { streamsOutlast } from './outage.ts';
import { streamsShowRepeatsOnce } from './repeats.ts';
import { streamsOutlastRestarts } from './restarts.ts';
import type { StreamPart, StreamScale } from './scales.ts';

/** Enough for the longest part on a busy machine, in milliseconds. No test asserts times. */
const LIMIT = 90 * 60_000;

/** Rate limits that the tests do not reach, and one signing key for all instances. */
const SETTINGS = {
  CONVERSATION_RATE_PER_MINUTE: '1000000',
  CONVERSATION_RATE_BURST: '100000',
  STOP_DELAY_SECONDS: '0.5',
  DIRECT_LINE_SIGNING_KEY: 'a-signing-key-for-the-tests-of-32-signs',
};

/** Defines the chaos tests of the web chat: each breaks something on purpose while visitors talk. */
export function describeStreams(scale: StreamScale): void {
  describe('the web chat, where everything around it breaks,', function () {
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

    for (const kind of ['SQLite', 'PostgreSQL'] as const) {
      // One process has a SQLite file to itself, as it is deployed.
      const instances = kind === 'SQLite' ? 1 : 2;
      const kills = kind === 'SQLite' ? { ...scale.kills, 'before-word': 0 } : scale.kills;
      part(`kills on ${kind}`, `shows everything once and in order after kill -9 on ${kind}`, async () => {
        const database = kind === 'SQLite' ? undefined : postgres;
        await streamsSurviveKills(await prepared(instances, database), instances, kills);
      });
    }

    for (const [kind, instances] of [
      ['SQLite', 1],
      ['PostgreSQL', scale.instances],
    ] as const) {
      part('disconnects', `is whole for genuine clients whose network breaks, on ${kind}`, async () => {
        const database = kind === 'SQLite' ? undefined : postgres;
        await streamsOutlastDisconnects(await running(instances, database), scale.disconnects);
      });
    }

    part('repeats', 'takes a message once, however often and wherever it is posted', async () => {
      await streamsShowRepeatsOnce(await running(scale.instances, postgres), scale.repeats);
    });

    part('restarts', 'goes on while the processes are restarted one after another', async () => {
      await streamsOutlastRestarts(await prepared(2, postgres), scale.restarts);
    });

    part('stopped', 'waits for a PostgreSQL that is stopped', async () => {
      await streamsOutlast(await running(1, postgres), postgresStopped(postgres, scale.outage));
    });

    part('frozen', 'waits for a PostgreSQL that stands still', async () => {
      await streamsOutlast(await running(1, postgres), postgresFrozen(postgres, scale.outage));
    });

    part('disk-full', 'waits for a disk that is full', async function () {
      const disk = await smallDisk();
      // Only root may mount one.
      if (disk === undefined) return this.skip();
      const { folder } = disk;
      const one = await running(1, undefined, folder);
      await streamsOutlast(one, diskFull(folder, scale.outage)).finally(() => disk.remove());
    });

    function part(name: StreamPart, title: string, run: (this: Mocha.Context) => Promise<void>): void {
      if (scale.parts.includes(name)) it(title, run);
    }

    async function prepared(
      instances: number,
      database: Postgres | undefined,
      folder?: string,
    ): Promise<Arena> {
      arena = await openArena({
        program: 'server',
        instances,
        postgres: database,
        env: SETTINGS,
        ...(folder === undefined ? {} : { folder }),
      });
      return arena;
    }

    async function running(
      instances: number,
      database: Postgres | undefined,
      folder?: string,
    ): Promise<Arena> {
      const opened = await prepared(instances, database, folder);
      await opened.startAll();
      return opened;
    }
  });
}
