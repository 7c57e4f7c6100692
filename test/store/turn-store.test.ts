import { expect } from 'chai';
import { NEW_CONSULTATION, type Consultation } from '../../src/core/index.ts';
import type { TurnRequest, TurnStore } from '../../src/turn/index.ts';
import { onBothDatabases, type NewPlace, type Place } from '../support/both-databases.ts';

const LEASE = 15_000;

onBothDatabases('a store', holdsTheContract);

function holdsTheContract(newPlace: NewPlace): void {
  let place: Place;
  let store: TurnStore<string>;
  let other: TurnStore<string>;
  beforeEach(async () => {
    place = await newPlace();
    [store, other] = await Promise.all([place.open(), place.open()]);
  });
  afterEach(async () => {
    await Promise.all([store.close(), other.close()]);
    await place.close();
  });

  it('lets several processes make its tables at once', async () => {
    const empty = await newPlace('empty');
    const both = await Promise.all([empty.open(), empty.open()]);
    for (const each of both) expect(await each.read('talk')).to.equal(undefined);
    await Promise.all(both.map((each) => each.close()));
    await empty.close();
  });

  it('counts the writes of a conversation, whichever process made them', async () => {
    for (const [i, each] of [store, other, store].entries()) {
      const [taken] = await each.commitTurns([turn('talk', `a${String(i)}`)], i, LEASE);
      expect(taken).to.include({ kind: 'taken', version: i + 1 });
    }
    expect((await other.read('talk'))?.version).to.equal(3);
    expect((await other.read('talk'))?.consultation).to.deep.equal(moved(3));
  });

  it('says what a repeated activity was answered, in every process', async () => {
    await store.commitTurns([turn('talk', 'a')], 0, LEASE);
    for (const each of [store, other])
      expect(await each.commitTurns([turn('talk', 'a')], 1, LEASE)).to.deep.equal([
        { kind: 'repeated', said: 'a after 0', version: 1 },
      ]);
  });

  it('takes a batch together, in the order in which it was given', async () => {
    const keys = ['c', 'a', 'b'];
    const taken = await store.commitTurns(
      keys.map((key) => turn(key, key)),
      0,
      LEASE,
    );
    expect(taken.map((each) => each.kind === 'taken' && each.said)).to.deep.equal([
      'c after 0',
      'a after 0',
      'b after 0',
    ]);
  });

  it('takes every turn once when processes write one conversation at once', async () => {
    const ids = Array.from({ length: 20 }, (_, i) => `a${String(i)}`);
    const results = await Promise.all(
      ids.flatMap((id) => [store, other].map((each) => takeUntilDone(each, turn('talk', id)))),
    );
    expect(results.filter((kind) => kind === 'taken')).to.have.length(20);
    expect((await store.read('talk'))?.version).to.equal(20);
  });

  it('leaves out a turn whose decision throws, and takes the others', async () => {
    const bug = new Error('a bug');
    const broken: TurnRequest<string> = {
      ...turn('a', '1'),
      decide: () => {
        throw bug;
      },
    };
    const taken = await store.commitTurns([broken, turn('b', '1')], 0, LEASE);
    expect(taken).to.deep.equal([
      { kind: 'failed', cause: bug },
      { kind: 'taken', said: '1 after 0', version: 1 },
    ]);
    expect(await store.read('a')).to.equal(undefined);
  });

  it('keeps every text as it was, whatever characters it has', async () => {
    const said = 'NUL \u0000, half a \ud800 pair, "quotes", \\ and \u{1F600}';
    await store.commitTurns([{ ...turn('talk', said), decide: () => ({ ...step(0), said }) }], 0, LEASE);
    const [again] = await other.commitTurns([turn('talk', said)], 0, LEASE);
    expect(again).to.deep.equal({ kind: 'repeated', said, version: 1 });
  });

  it('gives an unsent reply to one process at a time', async () => {
    await store.commitTurns([turn('talk', 'a')], 0, LEASE);
    expect(await other.claimDue(LEASE - 1, LEASE, 10)).to.deep.equal([]);
    const claims = await Promise.all([store, other].map((each) => each.claimDue(LEASE, LEASE, 10)));
    expect(claims.flat()).to.deep.equal([
      { key: 'talk', version: 1, said: 'a after 0', address: 'somewhere', attempts: 1 },
    ]);
    expect(await other.claimReply({ key: 'talk', version: 1 }, LEASE + 1, LEASE)).to.equal(false);
  });

  it('gives back a reply that could not be sent', async () => {
    const reply = { key: 'talk', version: 1 };
    await store.commitTurns([turn('talk', 'a')], 0, LEASE);
    await store.release(reply, 60_000);
    expect(await other.claimDue(50_000, LEASE, 10)).to.deep.equal([]);
    expect(await other.claimReply(reply, 1, LEASE)).to.equal(true);
    await other.release(reply, 60_000);
    expect(await store.claimDue(60_000, LEASE, 10)).to.have.length(1);
  });

  it('does not give out what was sent, or what was the response', async () => {
    await store.commitTurns([turn('talk', 'a'), { ...turn('other', 'b'), address: undefined }], 0, LEASE);
    await store.markSent([{ key: 'talk', version: 1 }], 5);
    expect(await other.claimDue(1e9, LEASE, 10)).to.deep.equal([]);
    expect(await other.claimReply({ key: 'talk', version: 1 }, 1e9, LEASE)).to.equal(false);
  });

  it('gives out no reply before an earlier one of its conversation was sent, and says which those are', async () => {
    await store.commitTurns([turn('talk', 'a')], 0, LEASE);
    const [second] = await other.commitTurns([turn('talk', 'b')], 1, LEASE);
    expect(second).to.deep.include({ kind: 'taken', unsentBefore: [1] });
    await other.release({ key: 'talk', version: 2 }, 1);
    expect(await other.claimReply({ key: 'talk', version: 2 }, 2, LEASE)).to.equal(false);
    expect(await other.claimDue(2, LEASE, 10)).to.deep.equal([]);
    expect((await other.claimDue(LEASE, LEASE, 10)).map(({ version }) => version)).to.deep.equal([1]);
    await other.markSent([{ key: 'talk', version: 1 }], LEASE);
    expect((await store.claimDue(LEASE, LEASE, 10)).map(({ version }) => version)).to.deep.equal([2]);
  });

  it('lets a reply pass one that the channel did not take', async () => {
    await store.commitTurns([turn('talk', 'a')], 0, LEASE);
    await store.release({ key: 'talk', version: 1 }, 60_000);
    const [second] = await other.commitTurns([turn('talk', 'b')], 1, LEASE);
    expect(second).not.to.have.property('unsentBefore');
  });

  it('sends to where the last message came from', async () => {
    await store.commitTurns([turn('talk', 'a')], 0, LEASE);
    await store.commitTurns([{ ...turn('talk', 'b'), address: 'elsewhere' }], 0, LEASE);
    const due = [...(await other.claimDue(LEASE, LEASE, 10))];
    await other.markSent(due, LEASE);
    due.push(...(await other.claimDue(LEASE, LEASE, 10)));
    expect(due.map(({ version, address }) => [version, address])).to.deep.equal([
      [1, 'elsewhere'],
      [2, 'elsewhere'],
    ]);
  });

  it('forgets a conversation for good', async () => {
    await store.commitTurns([turn('talk', 'a'), turn('kept', 'a')], 0, LEASE);
    await other.forget('talk', 1);
    expect(await store.read('talk')).to.equal(undefined);
    expect(await store.commitTurns([turn('talk', 'a')], 2, LEASE)).to.deep.equal([{ kind: 'forgotten' }]);
    expect((await store.claimDue(1e9, LEASE, 10)).map(({ key }) => key)).to.deep.equal(['kept']);
    expect(await store.commitTurns([turn('talk', 'new')], 3, LEASE)).to.deep.equal([
      { kind: 'taken', said: 'new after 0', version: 1 },
    ]);
  });

  it('does not take a conversation for the one that another process forgot', async () => {
    for (const id of ['a', 'b']) await store.commitTurns([turn('talk', id)], 0, LEASE);
    await other.forget('talk', 0);
    const said = { ...turn('talk', 'c'), decide: () => ({ ...step(40), said: '' }) };
    for (const activityId of ['c', 'd']) await other.commitTurns([{ ...said, activityId }], 0, LEASE);
    let seen: Consultation | undefined;
    const look = (before: { consultation: Consultation } | undefined) => {
      seen = before?.consultation;
      return { ...step(0), said: 'e' };
    };
    await store.commitTurns([{ ...turn('talk', 'e'), decide: look }], 0, LEASE);
    expect(seen).to.deep.equal(moved(41));
  });

  it('can deliver what is said in a conversation that another process forgot before', async () => {
    await store.commitTurns([turn('talk', 'a')], 0, LEASE);
    await other.forget('talk', 0);
    await store.commitTurns([turn('talk', 'b')], 0, LEASE);
    expect(await other.claimDue(LEASE, LEASE, 10)).to.have.length(1);
  });

  it('loses no activity to a process that forgets the conversation at the same time', async () => {
    await store.commitTurns([turn('talk', 'a')], 0, LEASE);
    const ids = Array.from({ length: 10 }, (_, i) => `b${String(i)}`);
    await Promise.all(ids.flatMap((id) => [takeUntilDone(store, turn('talk', id)), other.forget('talk', 0)]));
    for (const id of ids) expect(await takeUntilDone(store, turn('talk', id))).to.not.equal('taken');
  });

  it('forgets a person with the turn that says so, everywhere, and keeps what it says until it is sent', async () => {
    const person = 'someone';
    await store.commitTurns([{ ...turn('talk', 'a'), person }, turn('kept', 'a')], 0, LEASE);
    await other.commitTurns([{ ...turn('group', 'a'), person }], 0, LEASE);
    await other.commitTurns([turn('group', 'b')], 0, LEASE);
    const [taken] = await store.commitTurns([forgetting('talk', 'forget', person)], 1, LEASE);
    expect(taken).to.deep.equal({ kind: 'taken', said: 'forgotten', version: 1 });
    expect((await store.read('talk'))?.consultation).to.deep.equal(NEW_CONSULTATION);
    expect(await other.read('group')).to.equal(undefined);
    for (const each of [turn('talk', 'a'), turn('group', 'a'), turn('group', 'b')])
      expect(await other.commitTurns([each], 2, LEASE)).to.deep.equal([{ kind: 'forgotten' }]);
    const due = await other.claimDue(LEASE + 1, LEASE, 10);
    expect(due.map(({ key, said }) => [key, said])).to.have.deep.members([
      ['talk', 'forgotten'],
      ['kept', 'a after 0'],
    ]);
  });

  it('says again that a person was forgotten when that message comes again', async () => {
    await store.commitTurns([forgetting('talk', 'forget', 'someone')], 0, LEASE);
    expect(await other.commitTurns([forgetting('talk', 'forget', 'someone')], 1, LEASE)).to.deep.equal([
      { kind: 'repeated', said: 'forgotten', version: 1 },
    ]);
  });

  it('does not take a turn of a conversation that another turn of the batch forgets', async () => {
    const person = 'someone';
    await store.commitTurns([{ ...turn('talk', 'a'), person }], 0, LEASE);
    const batch = [forgetting('another', 'forget', person), turn('talk', 'b')];
    expect(await store.commitTurns(batch, 1, LEASE)).to.deep.equal([
      { kind: 'conflict' },
      { kind: 'conflict' },
    ]);
    expect((await store.read('talk'))?.version).to.equal(1);
  });

  it('answers a ping, again and again', async () => {
    await store.ping(1);
    await store.ping(2);
  });
}

/** A turn by which a person is forgotten. */
function forgetting(key: string, activityId: string, person: string): TurnRequest<string> {
  return {
    ...turn(key, activityId),
    person,
    decide: () => ({
      consultation: NEW_CONSULTATION,
      said: 'forgotten',
      event: undefined,
      forgets: 'person',
    }),
  };
}

function step(version: number) {
  return { consultation: moved(version + 1), said: '', event: undefined };
}

/** A turn that adds a move to the conversation and says how many turns came before it. */
function turn(key: string, activityId: string): TurnRequest<string> {
  return {
    key,
    activityId,
    person: `person of ${key}`,
    address: 'somewhere',
    decide: (before) => ({
      ...step(before?.version ?? 0),
      said: `${activityId} after ${String(before?.version ?? 0)}`,
    }),
  };
}

function moved(moves: number): Consultation {
  return moves === 0
    ? NEW_CONSULTATION
    : { moves: Array.from({ length: moves }, (_, i) => ({ kind: 'closed', turn: i })) };
}

async function takeUntilDone(store: TurnStore<string>, request: TurnRequest<string>): Promise<string> {
  for (;;) {
    const [taken] = await store.commitTurns([request], 0, LEASE);
    if (taken !== undefined && taken.kind !== 'conflict') return taken.kind;
  }
}
