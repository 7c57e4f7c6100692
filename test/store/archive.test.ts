import { expect } from 'chai';
import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { NEW_CONSULTATION } from '../../src/core/index.ts';
import type { Schema } from '../../src/store/schema.ts';
import { startRetention, type TurnRequest } from '../../src/turn/index.ts';
import { sized } from '../support/test-size.ts';
import { onBothDatabases, type OpenStore, type Place } from '../support/both-databases.ts';

const LEASE = 15_000;
const TABLES = [
  'conversations',
  'inbound',
  'outbox',
  'activity_log',
  'events',
  'conversation_references',
  'members',
] as const;

onBothDatabases('what is kept', (newPlace) => {
  let place: Place;
  let store: OpenStore;
  let other: OpenStore;
  let tables: Kysely<Schema>;
  beforeEach(async () => {
    place = await newPlace();
    [store, other] = await Promise.all([place.open(), place.open()]);
    tables = place.tables();
  });
  afterEach(async () => {
    await Promise.all([store.close(), other.close(), tables.destroy()]);
    await place.close();
  });

  const everything = async () => {
    const rows = await Promise.all(TABLES.map((table) => tables.selectFrom(table).selectAll().execute()));
    return JSON.stringify(rows);
  };

  it('of a person can be found and shown', async () => {
    await store.commitTurns([turn({ key: 'talk', id: 'a', person: 'ann', at: 1 })], 1, LEASE);
    await store.commitTurns([turn({ key: 'group', id: 'b', person: 'ann', at: 2 })], 2, LEASE);
    await store.commitTurns([turn({ key: 'group', id: 'c', person: 'bob', at: 3 })], 3, LEASE);
    expect(await other.findKeys('people', (key) => key.startsWith('a'))).to.deep.equal(['ann']);
    expect(await other.findKeys('conversations', () => true)).to.have.members(['talk', 'group']);
    expect(await other.conversationsOf('ann')).to.have.members(['talk', 'group']);
    expect(await other.export('group')).to.deep.equal({
      key: 'group',
      writtenAt: 3,
      consultation: NEW_CONSULTATION,
      address: 'address of group',
      people: ['ann', 'bob'],
      activities: [
        { id: 'b', at: 2 },
        { id: 'c', at: 3 },
      ],
      replies: [
        { said: 'to ann', at: 2, sentAt: undefined },
        { said: 'to bob', at: 3, sentAt: undefined },
      ],
      log: [
        { watermark: 1, activity: { from: 'ann' }, at: 2 },
        { watermark: 2, activity: { from: 'bob' }, at: 3 },
      ],
    });
    expect(await other.export('elsewhere')).to.equal(undefined);
  });

  it('of a person is erased from every table, and stays so when messages come late', async () => {
    const said = ['talk', 'group'].map((key) => turn({ key, id: 'late', person: 'canary', at: 1 }));
    await store.commitTurns(said, 1, LEASE);
    await store.commitTurns([turn({ key: 'kept', id: 'late', person: 'bob', at: 1 })], 1, LEASE);
    expect(await everything()).to.contain('canary');
    expect(await other.forgetAll(await other.conversationsOf('canary'), 2)).to.equal(2);
    expect(await store.commitTurns(said, 3, LEASE)).to.deep.equal([
      { kind: 'forgotten' },
      { kind: 'forgotten' },
    ]);
    const left = await everything();
    for (const trace of ['canary', 'talk', 'group']) expect(left).to.not.contain(trace);
    expect((await other.export('kept'))?.people).to.deep.equal(['bob']);
    expect(await other.forgetAll(['talk'], 4)).to.equal(0);
  });

  it('when a person said "forget me" is the notice, and soon nothing', async () => {
    const forget: TurnRequest<string> = {
      ...turn({ key: 'talk', id: 'b', person: 'canary', at: 2 }),
      decide: () => ({ consultation: NEW_CONSULTATION, said: 'notice', event: undefined, forgets: 'person' }),
    };
    await store.commitTurns([turn({ key: 'talk', id: 'a', person: 'canary', at: 1 })], 1, LEASE);
    await store.commitTurns([forget], 2, LEASE);
    const cutoffs = { conversations: 0, events: 0 };
    expect(await other.expire(cutoffs, 3, 10)).to.equal(0);
    expect(await other.claimDue(LEASE + 2, LEASE, 10)).to.have.length(1);
    const later = 2 + 10 * 60_000;
    expect(await other.expire(cutoffs, later, 10)).to.equal(1);
    expect(await everything()).to.not.contain('canary');
    expect(await store.commitTurns([forget], later, LEASE)).to.deep.equal([{ kind: 'forgotten' }]);
    await store.commitTurns([turn({ key: 'talk', id: 'c', person: 'canary', at: later })], later, LEASE);
    expect((await store.read('talk'))?.version).to.equal(1);
  });

  it('goes on when the person says something after the notice', async () => {
    const step: TurnRequest<string>['decide'] = () => {
      return { consultation: NEW_CONSULTATION, said: 'notice', event: undefined, forgets: 'person' };
    };
    const first = turn({ key: 'talk', id: 'a', person: 'ann', at: 1 });
    await store.commitTurns([{ ...first, decide: step }], 1, LEASE);
    await store.commitTurns([turn({ key: 'talk', id: 'b', person: 'ann', at: 2 })], 2, LEASE);
    expect(await other.expire({ conversations: 0, events: 0 }, 1e9, 10)).to.equal(0);
  });

  it('is what is not expired, and all of that', async function () {
    this.timeout(60_000);
    const time = fc.integer({ min: 0, max: 100 });
    const said = fc.record({
      key: fc.constantFrom('k1', 'k2', 'k3', 'k4'),
      person: fc.constantFrom('ann', 'bob'),
      at: time,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(said, { maxLength: 12 }),
        time,
        time,
        fc.integer({ min: 1, max: 3 }),
        async (all, conversations, events, limit) => {
          for (const table of TABLES) await tables.deleteFrom(table).execute();
          const turns = all
            .toSorted((a, b) => a.at - b.at)
            .map((each, i) => ({ ...each, id: `${each.key} ${String(i)}` }));
          for (const each of turns) await store.commitTurns([turn(each)], each.at, LEASE);
          while ((await other.expire({ conversations, events }, 0, limit)) > 0);
          await expectKept(turns, conversations, events);
        },
      ),
      { numRuns: sized({ default: 6, all: 15 }) },
    );
  });

  async function expectKept(turns: readonly Turn[], conversations: number, events: number): Promise<void> {
    const keys = new Set(turns.map(({ key }) => key));
    for (const key of keys) {
      const own = turns.filter((each) => each.key === key);
      const fresh = own.filter(({ at }) => at >= conversations);
      const kept = await store.export(key);
      if (fresh.length === 0) expect(kept).to.equal(undefined);
      else {
        expect(kept?.activities.map(({ id }) => id)).to.deep.equal(fresh.map(({ id }) => id));
        expect(kept?.replies).to.have.length(fresh.length);
        expect(kept?.log.map(({ watermark }) => watermark)).to.deep.equal(
          fresh.map((each) => own.indexOf(each) + 1),
        );
        expect(kept?.people).to.have.members([...new Set(own.map(({ person }) => person))]);
        expect(kept?.address).to.equal(`address of ${key}`);
      }
    }
    const gone = await tables
      .selectFrom('members')
      .select('key')
      .where('key', 'not in', (row) => row.selectFrom('conversations').select('key'))
      .execute();
    expect(gone).to.deep.equal([]);
    const left = await tables.selectFrom('events').select('at').execute();
    expect(left).to.have.length(turns.filter(({ at }) => at >= events).length);
  }

  it('is looked after by one process at a time, and by another when that one is gone', async () => {
    expect(await store.leaseJob('retention', 0, 100)).to.equal(true);
    expect(await other.leaseJob('retention', 50, 100)).to.equal(false);
    expect(await store.leaseJob('retention', 60, 100)).to.equal(true);
    expect(await other.leaseJob('retention', 159, 100)).to.equal(false);
    expect(await other.leaseJob('retention', 160, 100)).to.equal(true);
    expect(await store.leaseJob('retention', 161, 100)).to.equal(false);
  });

  it('is deleted in small batches, in the time that the settings give', async () => {
    const day = 86_400_000;
    for (let i = 0; i < 60; i += 1)
      await store.commitTurns([turn({ key: `k${String(i)}`, id: 'a', person: 'ann', at: 0 })], 0, LEASE);
    await store.commitTurns([turn({ key: 'young', id: 'a', person: 'ann', at: day })], day, LEASE);
    const days = { conversations: 30, events: 400 };
    const now = () => 30 * day + 1;
    const failures: unknown[] = [];
    const retention = startRetention({
      data: other,
      now,
      monotonic: () => 0,
      days,
      onClockChecked: () => undefined,
      onFailure: (cause) => failures.push(cause),
    });
    await retention.run();
    await retention.stop();
    expect(failures).to.deep.equal([]);
    expect(await store.findKeys('conversations', () => true)).to.deep.equal(['young']);
    expect(await tables.selectFrom('events').select('id').execute()).to.have.length(61);
  });
});

interface Turn {
  readonly key: string;
  readonly id: string;
  readonly person: string;
  readonly at: number;
}

/** A turn that leaves something in every table. */
function turn({ key, id, person }: Turn): TurnRequest<string> {
  return {
    key,
    activityId: id,
    person,
    address: `address of ${key}`,
    decide: () => ({
      consultation: NEW_CONSULTATION,
      said: `to ${person}`,
      event: {
        kind: 'answer',
        verdict: 'supported',
        pack: null,
        edition: null,
        facts: {},
        rules: [],
        app: '1.0.0',
      },
      log: [{ from: person }],
    }),
  };
}
