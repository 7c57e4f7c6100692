import { expect } from 'chai';
import { NEW_CONSULTATION } from '../../src/core/index.ts';
import type { StoredConversation, TurnRequest } from '../../src/turn/index.ts';
import { openStore } from '../../src/store/index.ts';
import { onBothDatabases, type OpenStore, type Place } from '../support/both-databases.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';

const LEASE = 15_000;
const ALL = { entries: 10, bytes: 10_000 };

onBothDatabases('the log of a conversation', (newPlace) => {
  let place: Place;
  let store: OpenStore;
  let other: OpenStore;
  beforeEach(async () => {
    place = await newPlace();
    [store, other] = await Promise.all([place.open(), place.open()]);
  });
  afterEach(async () => {
    await Promise.all([store.close(), other.close()]);
    await place.close();
  });

  it('counts its entries from 1, over all turns and processes', async () => {
    await store.commitTurns([logging('a', ['one', 'two'])], 5, LEASE);
    await other.commitTurns([logging('b', [])], 6, LEASE);
    await other.commitTurns([logging('c', ['three'])], 7, LEASE);
    expect((await store.readLog('talk', 1, ALL)).entries).to.deep.equal([
      { watermark: 2, json: '{"text":"two"}', at: 5 },
      { watermark: 3, json: '{"text":"three"}', at: 7 },
    ]);
    const first = await store.readLog('talk', 0, { ...ALL, entries: 1 });
    expect(first.entries).to.have.length(1);
    expect(first.isCut).to.equal(true);
    expect((await store.readLog('talk', 0, { ...ALL, entries: 3 })).isCut).to.equal(false);
    expect(await store.readLog('elsewhere', 0, ALL)).to.deep.equal({ entries: [], isCut: false });
    expect((await store.read('talk'))?.logged).to.equal(3);
  });

  it('is read by bytes: as many entries as fit, and always one', async () => {
    // As JSON, each is {"text":"…"}: 11 bytes and those of its text.
    await store.commitTurns([logging('a', ['12345', 'éé', '升级升级', 'four'])], 0, LEASE);
    const read = async (after: number, bytes: number) =>
      (await other.readLog('talk', after, { entries: 10, bytes })).entries.map(({ watermark }) => watermark);
    expect(await read(0, 1)).to.deep.equal([1]);
    expect(await read(0, 16 + 15 - 1)).to.deep.equal([1]);
    expect(await read(0, 16 + 15)).to.deep.equal([1, 2]);
    expect(await read(1, 15 + 23)).to.deep.equal([2, 3]);
    expect(await read(2, 23)).to.deep.equal([3]);
    expect(await read(0, 1_000)).to.deep.equal([1, 2, 3, 4]);
    expect(await read(4, 1_000)).to.deep.equal([]);
  });

  it('tells a turn where its entries will stand', async () => {
    await store.commitTurns([logging('a', ['one'])], 0, LEASE);
    let before: StoredConversation | undefined;
    const request = logging('b', ['two']);
    const step: TurnRequest<string>['decide'] = (found) => {
      before = found;
      return request.decide(found);
    };
    await other.commitTurns([{ ...request, decide: step }], 0, LEASE);
    expect(before?.logged).to.equal(1);
  });

  it('has the entries of a repeated activity once', async () => {
    for (const each of [store, other, store]) await each.commitTurns([logging('a', ['one'])], 0, LEASE);
    expect((await store.readLog('talk', 0, ALL)).entries).to.have.length(1);
  });

  it('goes on with its watermarks when its person is forgotten', async () => {
    await store.commitTurns([logging('a', ['one', 'two'])], 0, LEASE);
    const request = logging('b', ['forgotten']);
    await store.commitTurns(
      [{ ...request, decide: () => ({ ...entries(['forgotten']), forgets: 'person' }) }],
      1,
      LEASE,
    );
    expect((await other.readLog('talk', 0, ALL)).entries).to.deep.equal([
      { watermark: 3, json: '{"text":"forgotten"}', at: 1 },
    ]);
  });

  it('wakes who watches it when there are new entries, and no more after the watching ended', async () => {
    let woken = 0;
    const end = store.watchLog('talk', () => (woken += 1));
    const before = woken;
    await store.commitTurns([logging('a', ['one'])], 0, LEASE);
    expect(woken).to.be.greaterThan(before);
    end();
    const after = woken;
    await store.commitTurns([logging('b', ['two'])], 0, LEASE);
    expect(woken).to.equal(after);
  });
});

describe('the log of a conversation on several instances', function () {
  this.timeout(60_000);
  let server: Postgres;
  before(async () => {
    server = await startPostgres();
  });
  after(() => server.stop());

  it('wakes who watches it on another one, also after the database was gone', async () => {
    const databaseUrl = await server.newDatabase();
    const open = () => openStore<string>({ databaseUrl, file: '', onIdleError: () => undefined });
    const [store, other] = await Promise.all([open(), open()]);
    const woken = createSignal();
    const end = other.watchLog('talk', woken.give);
    const seen = () => other.readLog('talk', 0, ALL).then(({ entries: read }) => read.length);
    // Listening has begun.
    await woken.next();
    const first = woken.next();
    await store.commitTurns([logging('a', ['one'])], 0, LEASE);
    await first;
    await server.pause();
    await server.resume();
    await woken.next();
    const word = woken.next();
    await store.commitTurns([logging('b', ['two'])], 0, LEASE);
    await word;
    expect(await seen()).to.equal(2);
    end();
    await Promise.all([store.close(), other.close()]);
  });
});

/** Something to wait for, again and again. */
function createSignal(): { give: () => void; next: () => Promise<void> } {
  let given: () => void = () => undefined;
  return {
    give: () => given(),
    next: () =>
      new Promise((resolve) => {
        given = resolve;
      }),
  };
}

function entries(texts: readonly string[]) {
  const log = texts.map((text) => ({ text }));
  return { consultation: NEW_CONSULTATION, said: '', event: undefined, log };
}

function logging(activityId: string, texts: readonly string[]): TurnRequest<string> {
  return { key: 'talk', activityId, person: 'someone', address: undefined, decide: () => entries(texts) };
}
