import { expect } from 'chai';
import { decideEarly, decisionFor } from '../../src/store/decide-early.ts';
import { createConversationCache } from '../../src/store/create-conversation-cache.ts';
import type { StoredConversation, TurnRequest } from '../../src/turn/index.ts';

const consultation = { moves: [] };
const request: TurnRequest<string> = {
  key: 'talk',
  activityId: 'a',
  person: undefined,
  address: undefined,
  decide: (before) => ({ consultation, said: `upon ${String(before?.version)}`, event: undefined }),
};

function recentWith(version: number, life = 'one') {
  const recent = createConversationCache(10);
  const conversation: StoredConversation = { consultation, version, logged: 0 };
  recent.set('talk', { conversation, life, address: undefined, person: undefined });
  return recent;
}

const has = (version: number, life = 'one') => ({ consultation, version, life, logged: 0 });

describe('early decisions', () => {
  it('are used where the database has what this process wrote', () => {
    const foresight = decideEarly(recentWith(1), [request]);
    let again = 0;
    const watched = { ...request, decide: () => ((again += 1), undefined) };
    expect(
      decisionFor(new Map([[watched, foresight.get(request) ?? fail()]]), watched, has(1))?.said,
    ).to.equal('upon 1');
    expect(again).to.equal(0);
  });

  it('are decided anew where another process wrote, or the conversation is another one', () => {
    const foresight = decideEarly(recentWith(1), [request]);
    expect(decisionFor(foresight, request, has(2))?.said).to.equal('upon 2');
    expect(decisionFor(foresight, request, has(1, 'two'))?.said).to.equal('upon 1');
    expect(decisionFor(foresight, request, undefined)?.said).to.equal('upon undefined');
  });

  it('are not tried where another process wrote last, until this one is alone again', () => {
    const recent = recentWith(1);
    recent.validate('talk', has(2));
    expect(decideEarly(recent, [request]).size).to.equal(0);
    recent.validate('talk', has(1));
    expect(decideEarly(recent, [request]).size).to.equal(1);
  });

  it('are not tried for a conversation that another process began, before it was looked at', () => {
    expect(decideEarly(recentWith(5), [request]).size).to.equal(0);
  });

  it('fail only in the transaction', () => {
    const failing: TurnRequest<string> = {
      ...request,
      decide: () => {
        throw new Error('a bug');
      },
    };
    expect(decideEarly(recentWith(1), [failing]).size).to.equal(0);
  });
});

function fail(): never {
  throw new Error('nothing was decided early');
}
