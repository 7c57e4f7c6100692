import { expect } from 'chai';
import { NEW_CONSULTATION, type Consultation } from '../../src/core/index.ts';
import { createMemoryStore } from '../../src/store/index.ts';
import {
  createLanes,
  takeTurn,
  type ConversationStore,
  type Inbound,
  type Turns,
} from '../../src/turn/index.ts';

describe('takeTurn', () => {
  it('counts two messages that come at once, in the order in which they came', async () => {
    const sent: string[] = [];
    const turns = newTurns();
    await Promise.all(['a', 'b', 'c'].map((id) => takeTurn(turns, message(id, sent))));
    expect(sent).to.deep.equal(['a after 0', 'b after 1', 'c after 2']);
  });

  it('lets another conversation go on while one is being answered', async () => {
    const sent: string[] = [];
    const turns = newTurns();
    const gate = newGate();
    const slow = takeTurn(turns, { ...message('slow', sent), deliver: () => gate.opened });
    await takeTurn(turns, { ...message('quick', sent), key: 'another' });
    expect(sent).to.deep.equal(['quick after 0']);
    gate.open();
    await slow;
  });

  it('takes the next turn while the reply before it is on its way, and sends in order', async () => {
    const sent: string[] = [];
    const turns = newTurns();
    const gate = newGate();
    const taken: string[] = [];
    const first = takeTurn(turns, {
      ...message('a', sent, taken),
      deliver: async (said) => {
        await gate.opened;
        sent.push(said);
      },
    });
    const second = takeTurn(turns, message('b', sent, taken));
    await until(() => taken.length === 2);
    expect(sent).to.deep.equal([]);
    gate.open();
    await Promise.all([first, second]);
    expect(sent).to.deep.equal(['a after 0', 'b after 1']);
  });

  it('says nothing new to an activity that comes again', async () => {
    const sent: string[] = [];
    const turns = newTurns();
    await takeTurn(turns, message('a', sent));
    await takeTurn(turns, message('a', sent));
    expect(sent).to.deep.equal(['a after 0']);
    expect((await turns.store.read('talk'))?.version).to.equal(1);
  });

  it('says nothing twice when the activity comes again before its reply has left', async () => {
    const sent: string[] = [];
    const turns = newTurns();
    await Promise.all([takeTurn(turns, message('a', sent)), takeTurn(turns, message('a', sent))]);
    expect(sent).to.deep.equal(['a after 0']);
  });

  it('gives the stored reply again where the reply is the response', async () => {
    const sent: string[] = [];
    const turns = newTurns();
    await takeTurn(turns, { ...message('a', sent), replyIsResponse: true });
    await takeTurn(turns, { ...message('a', sent), replyIsResponse: true });
    expect(sent).to.deep.equal(['a after 0', 'a after 0']);
    expect((await turns.store.read('talk'))?.version).to.equal(1);
  });

  it('sends a reply that was not delivered when the activity comes again', async () => {
    const sent: string[] = [];
    const turns = newTurns();
    const failing = { ...message('a', sent), deliver: () => Promise.reject(new Error('channel is gone')) };
    expect(await failure(takeTurn(turns, failing))).to.equal('channel is gone');
    await takeTurn(turns, message('a', sent));
    expect(sent).to.deep.equal(['a after 0']);
  });

  it('writes nothing when the step fails, and goes on with the next message', async () => {
    const sent: string[] = [];
    const turns = newTurns();
    const broken: Inbound<string> = {
      ...message('a', sent),
      step: () => {
        throw new Error('a bug');
      },
    };
    expect(await failure(takeTurn(turns, broken))).to.equal('a bug');
    await takeTurn(turns, message('b', sent));
    expect(sent).to.deep.equal(['b after 0']);
  });

  it('leaves the conversation alone when there is nothing to say or to change', async () => {
    const turns = newTurns();
    await takeTurn(turns, { ...message('a', []), step: () => undefined });
    expect(await turns.store.read('talk')).to.equal(undefined);
  });

  it('reads again and decides anew when another process wrote the conversation meanwhile', async () => {
    const sent: string[] = [];
    const turns = newTurns();
    await takeTurn({ ...turns, store: contended(turns.store, 2) }, message('a', sent));
    expect(sent).to.deep.equal(['a after 2']);
  });

  it('gives up when others write without end', async () => {
    const turns = newTurns();
    const store = contended(turns.store, 100);
    expect(await failure(takeTurn({ ...turns, store }, message('a', [])))).to.match(/written by others/);
  });
});

function newTurns(): Turns<string> {
  return { store: createMemoryStore(), turns: createLanes(), deliveries: createLanes() };
}

/** A message whose reply tells how many messages came before it. */
function message(id: string, sent: string[], taken: string[] = []): Inbound<string> {
  return {
    key: 'talk',
    activityId: id,
    replyIsResponse: false,
    step: (before) => {
      taken.push(id);
      const consultation = before?.consultation ?? NEW_CONSULTATION;
      return {
        consultation: counted(consultation),
        said: `${id} after ${String(consultation.moves.length)}`,
      };
    },
    deliver: (said) => {
      sent.push(said);
      return Promise.resolve();
    },
  };
}

function counted({ moves }: Consultation): Consultation {
  return { moves: [...moves, { kind: 'told', turn: moves.length + 1, facts: {} }] };
}

/** A store in which another process writes first, so many times. */
function contended(store: ConversationStore<string>, times: number): ConversationStore<string> {
  let left = times;
  return {
    ...store,
    async write(key, record) {
      if (left > 0) {
        left -= 1;
        const before = (await store.read(key)) ?? { consultation: NEW_CONSULTATION, version: 0 };
        const consultation = counted(before.consultation);
        await store.write(key, {
          consultation,
          readVersion: before.version,
          activityId: undefined,
          said: '',
        });
      }
      return store.write(key, record);
    },
  };
}

function newGate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

function failure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no failure',
    (error: unknown) => (error instanceof Error ? error.message : 'no error'),
  );
}
