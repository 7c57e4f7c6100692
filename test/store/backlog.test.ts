import { expect } from 'chai';
import { CompiledQuery, sql, type Kysely } from 'kysely';
import { NEW_CONSULTATION } from '../../src/core/index.ts';
import { firstDue } from '../../src/store/create-outbox.ts';
import { unsentOf } from '../../src/store/read-batch.ts';
import type { Schema } from '../../src/store/schema.ts';
import type { TurnRequest } from '../../src/turn/index.ts';
import { onBothDatabases, type OpenStore, type Place } from '../support/both-databases.ts';

const LEASE = 15_000;

onBothDatabases('a backlog of unsent replies', (newPlace) => {
  let place: Place;
  let store: OpenStore;
  let tables: Kysely<Schema>;
  beforeEach(async () => {
    place = await newPlace();
    store = await place.open();
    tables = place.tables();
  });
  afterEach(async () => {
    await Promise.all([store.close(), tables.destroy()]);
    await place.close();
  });

  /** How the database finds the rows of a query; PostgreSQL would read small tables as a whole. */
  const planOf = ({ sql: text, parameters }: CompiledQuery, isSqlite: boolean) =>
    tables.transaction().execute(async (transaction) => {
      if (!isSqlite) await sql`set local enable_seqscan = off`.execute(transaction);
      const explain = isSqlite ? 'explain query plan' : 'explain';
      return JSON.stringify(
        (await transaction.executeQuery(CompiledQuery.raw(`${explain} ${text}`, [...parameters]))).rows,
      );
    });

  it('is searched by its indexes alone, without the texts', async () => {
    const isSqlite = place.kind === 'sqlite';
    const plan = await planOf(firstDue(tables, 5, 50), isSqlite);
    if (isSqlite)
      expect(plan)
        .to.contain('SEARCH outbox USING COVERING INDEX outbox_due')
        .and.contain('SEARCH head USING COVERING INDEX outbox_unsent_of')
        .and.not.contain('SCAN outbox');
    else
      expect(plan)
        .to.contain('outbox_due')
        .and.contain('outbox_unsent_of')
        .and.not.contain('Seq Scan on outbox');
  });

  it('is not searched by a turn: it looks at the unsent replies of its own conversation', async () => {
    const plan = await planOf(unsentOf(tables, ['talk'], 5), place.kind === 'sqlite');
    expect(plan).to.contain('outbox_unsent_of').and.to.not.contain('outbox_due');
  });

  it('is handed out in bounded pieces, oldest first, one reply of each conversation', async () => {
    const keys = Array.from({ length: 30 }, (_, i) => `talk ${String(i)}`);
    for (const [at, id] of ['a', 'b'].entries())
      await store.commitTurns(
        keys.map((key) => turn(key, id)),
        at,
        0,
      );
    const first = await store.claimDue(5, LEASE, 20);
    expect(new Set(first.map(({ key, version }) => `${key} ${String(version)}`)).size).to.equal(20);
    expect(first.every(({ version }) => version === 1)).to.equal(true);
    const second = await store.claimDue(5, LEASE, 20);
    expect(second).to.have.length(10);
    await store.markSent([...first, ...second], 5);
    const rest = [...(await store.claimDue(5, LEASE, 20)), ...(await store.claimDue(5, LEASE, 20))];
    expect(rest.map(({ key }) => key)).to.have.members(keys);
    expect(rest.every(({ version }) => version === 2)).to.equal(true);
  });

  it('of one conversation with thousands does not hide another one for good', async () => {
    const long = Array.from({ length: 1_200 }, (_, i) => ({
      key: 'long',
      version: i + 1,
      said: '"x"',
      at: i,
      sent_at: null,
      due_at: i,
      leased_until: 0,
      attempts: 0,
    }));
    await store.commitTurns([turn('short', 'a')], 2_000, 0);
    await tables
      .insertInto('conversation_references')
      .values({ key: 'long', reference: 'r', at: 0 })
      .execute();
    for (let from = 0; from < long.length; from += 400)
      await tables
        .insertInto('outbox')
        .values(long.slice(from, from + 400))
        .execute();
    const first = await store.claimDue(3_000, LEASE, 50);
    expect(first.map(({ key, version }) => `${key} ${String(version)}`)).to.deep.equal(['long 1']);
    await store.markSent(
      long.slice(0, 300).map(({ key, version }) => ({ key, version })),
      3_000,
    );
    expect((await store.claimDue(3_000, LEASE, 50)).map(({ key }) => key)).to.deep.equal(['long', 'short']);
  });
});

function turn(key: string, activityId: string): TurnRequest<string> {
  return {
    key,
    activityId,
    person: undefined,
    address: 'somewhere',
    decide: () => ({ consultation: NEW_CONSULTATION, said: 'said', event: undefined }),
  };
}
