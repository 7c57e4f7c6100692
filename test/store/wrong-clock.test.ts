import { expect } from 'chai';
import { Migrator } from 'kysely';
import { NEW_CONSULTATION } from '../../src/core/index.ts';
import { MIGRATIONS } from '../../src/store/migrate.ts';
import { startRetention, type TurnRequest } from '../../src/turn/index.ts';
import { onBothDatabases, type OpenStore, type Place } from '../support/both-databases.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;
const DAYS = { conversations: 30, events: 400 };

onBothDatabases('a clock that is wrong', (newPlace) => {
  let place: Place;
  let store: OpenStore;
  beforeEach(async () => {
    place = await newPlace();
    store = await place.open();
  });
  afterEach(async () => {
    await store.close();
    await place.close();
  });

  /** A process whose clock says `at`; `database` is the clock of the database, if it has one. */
  const startAt = (at: number, database?: number) => {
    const clock = { now: at, monotonic: 0 };
    const doubts: number[] = [];
    const failures: unknown[] = [];
    const retention = startRetention({
      data: { ...store, databaseTime: () => Promise.resolve(database) },
      now: () => clock.now,
      monotonic: () => clock.monotonic,
      days: DAYS,
      onClockChecked: (outcome) => outcome.kind === 'doubted' && doubts.push(outcome.aheadBy),
      onFailure: (cause) => failures.push(cause),
    });
    return {
      doubts,
      async run() {
        // The run that every start begins with would hold rows that this one then passes over.
        await retention.finished();
        await retention.run();
        expect(failures).to.deep.equal([]);
        return (await store.findKeys('conversations', () => true)).length;
      },
      pass(time: number) {
        clock.now += time;
        clock.monotonic += time;
      },
      stop: () => retention.stop(),
    };
  };

  /** A turn on day 100, with a clock that was right and believed. */
  const livedUntil100 = async () => {
    const right = startAt(100 * DAY);
    await right.run();
    await store.commitTurns([turn('old')], 100 * DAY, 0);
    await right.stop();
  };

  it('by 30 days at the start deletes nothing, whatever is written with it, also after a restart', async () => {
    await livedUntil100();
    for (const at of [131 * DAY, 131 * DAY + HOUR, 131 * DAY + 2 * HOUR]) {
      const wrong = startAt(at);
      expect(await wrong.run()).to.be.at.least(1);
      expect(wrong.doubts[0]).to.equal(at - 100 * DAY);
      await store.commitTurns([turn('new')], at, 0);
      await store.ping(at);
      expect(await wrong.run()).to.equal(2);
      await wrong.stop();
    }
  });

  it('that is set while the server runs deletes nothing, and is believed again when it is right', async () => {
    await livedUntil100();
    const wrong = startAt(100 * DAY + HOUR);
    await wrong.run();
    expect(wrong.doubts).to.deep.equal([]);
    await wrong.stop();
    const jumped = startAt(140 * DAY);
    expect(await jumped.run()).to.equal(1);
    await jumped.stop();
    const right = startAt(100 * DAY + 2 * HOUR);
    await right.run();
    expect(right.doubts).to.deep.equal([]);
    await right.stop();
  });

  it('or a server that was off for weeks, is believed after 24 hours without a second clock', async () => {
    await livedUntil100();
    const late = startAt(140 * DAY);
    expect(await late.run()).to.equal(1);
    late.pass(23 * HOUR);
    expect(await late.run()).to.equal(1);
    late.pass(HOUR);
    expect(await late.run()).to.equal(0);
    await late.stop();
  });

  it('is believed at once when the database agrees, and not by running when it does not', async () => {
    await livedUntil100();
    const wrong = startAt(140 * DAY, 100 * DAY + HOUR);
    expect(await wrong.run()).to.equal(1);
    wrong.pass(25 * HOUR);
    expect(await wrong.run()).to.equal(1);
    await wrong.stop();
    const right = startAt(140 * DAY, 140 * DAY + 1);
    expect(await right.run()).to.equal(0);
    await right.stop();
  });

  it('is believed by a running server when an operator says so', async () => {
    await livedUntil100();
    const late = startAt(140 * DAY);
    expect(await late.run()).to.equal(1);
    await store.believeTime(140 * DAY);
    expect(await late.run()).to.equal(0);
    await late.stop();
  });

  it('is not vouched for by a heartbeat or a turn', async () => {
    await store.ping(5);
    await store.commitTurns([turn('talk')], 5, 0);
    expect(await store.knownTime()).to.equal(undefined);
  });

  it('is compared with what an older version wrote last', async () => {
    const old = await newPlace('empty');
    const tables = old.tables();
    const older = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0007'));
    const migrator = new Migrator({ db: tables, provider: { getMigrations: () => Promise.resolve(older) } });
    expect((await migrator.migrateToLatest()).error).to.equal(undefined);
    await tables.insertInto('heartbeat').values({ id: 1, at: 7 }).execute();
    await tables.destroy();
    const migrated = await old.open();
    expect(await migrated.knownTime()).to.equal(7);
    await migrated.close();
    await old.close();
  });

  it('leaves no lease that lasts longer than a lease does', async () => {
    const other = await place.open();
    expect(await store.leaseJob('retention', 30 * DAY, 100)).to.equal(true);
    expect(await other.leaseJob('retention', 50, 100)).to.equal(true);
    expect(await store.leaseJob('retention', 60, 100)).to.equal(false);
    await other.close();
  });

  it('that is set back does not set back the times in the log of a conversation', async () => {
    for (const [i, at] of [5, 9, 7, 8, 20].entries())
      await store.commitTurns([{ ...turn('talk'), activityId: String(i) }], at, 0);
    const kept = await store.export('talk');
    expect(kept?.log.map(({ at }) => at)).to.deep.equal([5, 9, 9, 9, 20]);
  });
});

function turn(key: string): TurnRequest<string> {
  return {
    key,
    activityId: undefined,
    person: undefined,
    address: undefined,
    decide: () => ({ consultation: NEW_CONSULTATION, said: '', event: undefined, log: [{ text: key }] }),
  };
}
