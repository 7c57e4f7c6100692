import { expect } from 'chai';
import { NEW_CONSULTATION } from '../../src/core/index.ts';
import {
  createTurns,
  StoreError,
  type InboundTurn,
  type Turns,
  type TurnStore,
} from '../../src/turn/index.ts';
import { memoryStore } from '../support/running-bot.ts';

const ADDRESS = '{"serviceUrl":"http://127.0.0.1:9","conversation":"talk"}';

describe('turns', () => {
  let store: TurnStore<string>;
  let turns: Turns<string>;
  let sent: string[];
  let undelivered: unknown[];
  let clock: number;
  beforeEach(async () => {
    store = await memoryStore<string>();
    clock = 1_000_000;
    [sent, undelivered] = [[], []];
    turns = on(store);
  });
  afterEach(() => store.close());

  const on = (kept: TurnStore<string>) =>
    createTurns({
      store: kept,
      now: () => clock,
      concurrency: 1,
      onUndelivered: (cause) => undelivered.push(cause),
    });

  /** A message whose reply tells how many turns came before it. */
  const message = (id: string, fields: Partial<InboundTurn<string>> = {}): InboundTurn<string> => ({
    key: 'talk',
    activityId: id,
    person: 'someone',
    address: ADDRESS,
    decide: (before) => ({
      consultation: NEW_CONSULTATION,
      said: `${id} after ${String(before?.version ?? 0)}`,
      event: undefined,
    }),
    deliver: (said) => {
      sent.push(said);
      return Promise.resolve();
    },
    ...fields,
  });

  /** What a sweeper does once; returns how many replies were due. */
  const sendDue = async (): Promise<number> => {
    const due = await store.claimDue(clock, 15_000, 10);
    for (const reply of due) await turns.redeliver(reply, () => Promise.resolve(void sent.push(reply.said)));
    await turns.whenIdle();
    return due.length;
  };

  it('of one conversation are taken in the order in which they came', async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => turns.run(message(id))));
    expect(sent).to.deep.equal(['a after 0', 'b after 1', 'c after 2']);
  });

  it('of another conversation go on while a reply is on its way', async () => {
    const gate = newGate();
    const slow = turns.run(message('slow', { deliver: () => gate.opened }));
    await turns.run(message('quick', { key: 'another' }));
    expect(sent).to.deep.equal(['quick after 0']);
    gate.open();
    await slow;
  });

  it('are taken while the reply before is on its way, and the replies leave in order', async () => {
    const gate = newGate();
    const first = turns.run(
      message('a', {
        deliver: async (said) => {
          await gate.opened;
          sent.push(said);
        },
      }),
    );
    const second = turns.run(message('b'));
    while ((await store.read('talk'))?.version !== 2) await new Promise((resolve) => setImmediate(resolve));
    expect(sent).to.deep.equal([]);
    gate.open();
    await Promise.all([first, second]);
    expect(sent).to.deep.equal(['a after 0', 'b after 1']);
  });

  it('say nothing new to an activity that comes again', async () => {
    await turns.run(message('a'));
    expect((await turns.run(message('a'))).kind).to.equal('repeated');
    expect(sent).to.deep.equal(['a after 0']);
    expect((await store.read('talk'))?.version).to.equal(1);
  });

  it('say nothing twice when the activity comes again before its reply has left', async () => {
    await Promise.all([turns.run(message('a')), turns.run(message('a'))]);
    expect(sent).to.deep.equal(['a after 0']);
  });

  it('give the stored reply again where the reply is the response', async () => {
    const response = { address: undefined };
    const said = await turns.run(message('a', response));
    expect(said).to.deep.equal({ kind: 'taken', said: 'a after 0' });
    expect(await turns.run(message('a', response))).to.deep.equal({ kind: 'repeated', said: 'a after 0' });
    expect(sent).to.deep.equal([]);
  });

  it('send a reply that the channel had not taken when the activity comes again', async () => {
    await turns.run(message('a', { deliver: () => Promise.reject(new Error('channel is gone')) }));
    expect(undelivered).to.have.length(1);
    await turns.run(message('a'));
    expect(sent).to.deep.equal(['a after 0']);
    await turns.whenIdle();
    expect(await store.claimDue(clock + 1e9, 1, 10)).to.deep.equal([]);
  });

  it('leave a reply that the channel had not taken in the outbox, for later', async () => {
    await turns.run(message('a', { deliver: () => Promise.reject(new Error('channel is gone')) }));
    expect(await store.claimDue(clock + 4_000, 1, 10)).to.deep.equal([]);
    const [reply] = await store.claimDue(clock + 6_000, 1, 10);
    expect(reply).to.deep.equal({
      key: 'talk',
      version: 1,
      said: 'a after 0',
      address: ADDRESS,
      attempts: 1,
    });
  });

  it('wait behind a reply that another process has in hand, and follow it from the outbox', async () => {
    const gate = newGate();
    const another = on(store);
    const first = another.run(
      message('a', {
        deliver: async (said) => {
          await gate.opened;
          sent.push(said);
        },
      }),
    );
    while ((await store.read('talk'))?.version !== 1) await new Promise((resolve) => setImmediate(resolve));
    await turns.run(message('b'));
    await turns.run(message('c'));
    expect(sent).to.deep.equal([]);
    gate.open();
    await first;
    await another.whenIdle();
    expect(await sendDue()).to.equal(1);
    expect(await sendDue()).to.equal(1);
    expect(sent).to.deep.equal(['a after 0', 'b after 1', 'c after 2']);
  });

  it('are not said twice by a process that could not mark what it had sent', async () => {
    let isGone = true;
    const forgetful: TurnStore<string> = {
      ...store,
      markSent: (...given) => (isGone ? Promise.reject(new Error('gone')) : store.markSent(...given)),
    };
    turns = on(forgetful);
    await turns.run(message('a'));
    await turns.whenIdle();
    isGone = false;
    clock += 15_000;
    expect(await sendDue()).to.equal(1);
    expect(await sendDue()).to.equal(0);
    expect(sent).to.deep.equal(['a after 0']);
  });

  it('mark with the next reply what could not be marked before', async () => {
    let failures = 1;
    const forgetful: TurnStore<string> = {
      ...store,
      markSent: (...given) => (failures-- > 0 ? Promise.reject(new Error('gone')) : store.markSent(...given)),
    };
    turns = on(forgetful);
    await turns.run(message('a'));
    await turns.whenIdle();
    await turns.run(message('b'));
    await turns.whenIdle();
    clock += 15_000;
    expect(await sendDue()).to.equal(0);
    expect(sent).to.deep.equal(['a after 0', 'b after 1']);
  });

  it('do not wait behind a reply that the channel does not take', async () => {
    await turns.run(message('a', { deliver: () => Promise.reject(new Error('channel is gone')) }));
    await on(store).run(message('b'));
    expect(sent).to.deep.equal(['b after 1']);
  });

  it('leave what a process that died has not sent in front of what came later', async () => {
    // It committed and did no more.
    await store.commitTurns([message('a')], clock, 15_000);
    await turns.run(message('b'));
    expect(await sendDue()).to.equal(0);
    clock += 15_000;
    expect(await sendDue()).to.equal(1);
    expect(await sendDue()).to.equal(1);
    expect(sent).to.deep.equal(['a after 0', 'b after 1']);
  });

  it('write nothing when deciding fails, and go on with the next message', async () => {
    const step = () => {
      throw new Error('a bug');
    };
    expect((await failure(turns.run(message('a', { decide: step })))).message).to.equal('a bug');
    await turns.run(message('b'));
    expect(sent).to.deep.equal(['b after 0']);
  });

  it('leave the conversation alone when there is nothing to say or to change', async () => {
    expect(await turns.run(message('a', { decide: () => undefined }))).to.deep.equal({
      kind: 'unchanged',
      said: undefined,
    });
    expect(await store.read('talk')).to.equal(undefined);
  });

  it('decide anew when another process wrote the conversation meanwhile', async () => {
    await on(contended(store, 2)).run(message('a'));
    expect(sent).to.deep.equal(['a after 0']);
  });

  it('are given up when others write without end', async () => {
    const cause = await failure(on(contended(store, 100)).run(message('a')));
    expect(cause).to.be.instanceOf(StoreError);
  });

  it('that the store refuses do not take others down with them', async () => {
    const picky: TurnStore<string> = {
      ...store,
      commitTurns: (batch, ...rest) =>
        batch.some(({ key }) => key === 'poison')
          ? Promise.reject(new Error('refused'))
          : store.commitTurns(batch, ...rest),
    };
    const picking = on(picky);
    const results = await Promise.allSettled(
      ['good', 'poison', 'fine'].map((key) => picking.run(message('a', { key }))),
    );
    expect(results.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fail together when the database cannot be used, after no more than three tries', async () => {
    let tries = 0;
    const gone: TurnStore<string> = {
      ...store,
      commitTurns: () => {
        tries += 1;
        return Promise.reject(new Error('gone'));
      },
    };
    const without = on(gone);
    const keys = ['a', 'b', 'c', 'd', 'e'];
    const results = await Promise.allSettled(keys.map((key) => without.run(message('x', { key }))));
    expect(results.every(({ status }) => status === 'rejected')).to.equal(true);
    expect(tries).to.equal(3);
  });

  it('are not tried one by one when the store took long to refuse them', async () => {
    let tries = 0;
    const hanging: TurnStore<string> = {
      ...store,
      commitTurns: () => {
        tries += 1;
        clock += 2_000;
        return Promise.reject(new Error('timed out'));
      },
    };
    const without = on(hanging);
    await Promise.allSettled(['a', 'b', 'c'].map((key) => without.run(message('x', { key }))));
    expect(tries).to.equal(1);
  });

  it('do not bring a forgotten conversation back', async () => {
    await turns.run(message('a'));
    await turns.forget('talk');
    expect((await turns.run(message('a'))).kind).to.equal('forgotten');
    await turns.run(message('b'));
    expect((await turns.run(message('a'))).kind).to.equal('forgotten');
    expect(sent).to.deep.equal(['a after 0', 'b after 0']);
  });
});

/** A store that others write to before each of the first tries. */
function contended(store: TurnStore<string>, times: number): TurnStore<string> {
  let left = times;
  return {
    ...store,
    commitTurns: (batch, ...rest) => {
      left -= 1;
      return left >= 0
        ? Promise.resolve(batch.map(() => ({ kind: 'conflict' })))
        : store.commitTurns(batch, ...rest);
    },
  };
}

function newGate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it did not fail');
}
