import { expect } from 'chai';
import { NEW_CONSULTATION } from '../../src/core/index.ts';
import { createMemoryStore } from '../../src/store/index.ts';
import type { ConversationStore } from '../../src/turn/index.ts';

const BOUNDS = { conversations: 2, activityIds: 3, replies: 1 };

describe('createMemoryStore', () => {
  it('writes over the version that was read only', async () => {
    const store = createMemoryStore<string>();
    expect(await write(store, 'talk', 'a', 0)).to.equal('written');
    expect(await write(store, 'talk', 'b', 0)).to.equal('conflict');
    expect(await write(store, 'talk', 'b', 1)).to.equal('written');
    expect((await store.read('talk'))?.version).to.equal(2);
    expect(await store.recall('talk', 'b')).to.deep.equal({ said: 'b', sent: false });
  });

  it('forgets the conversation that was written longest ago', async () => {
    const store = createMemoryStore<string>(BOUNDS);
    await write(store, 'old', 'a', 0);
    await write(store, 'kept', 'a', 0);
    await write(store, 'old', 'b', 1);
    await write(store, 'new', 'a', 0);
    expect(await store.read('kept')).to.equal(undefined);
    expect((await store.read('old'))?.version).to.equal(2);
  });

  it('keeps more ids than replies, and not every id', async () => {
    const store = createMemoryStore<string>(BOUNDS);
    for (const [i, id] of ['a', 'b', 'c', 'd'].entries()) await write(store, 'talk', id, i);
    expect(await store.recall('talk', 'a')).to.equal(undefined);
    expect(await store.recall('talk', 'c')).to.deep.equal({ said: undefined, sent: false });
    expect(await store.recall('talk', 'd')).to.deep.equal({ said: 'd', sent: false });
  });

  it('remembers what was sent, until the conversation is forgotten', async () => {
    const store = createMemoryStore<string>();
    await write(store, 'talk', 'a', 0);
    await store.markSent('talk', 'a');
    expect((await store.recall('talk', 'a'))?.sent).to.equal(true);
    await store.forget('talk');
    expect(await store.recall('talk', 'a')).to.equal(undefined);
    expect(await store.read('talk')).to.equal(undefined);
  });
});

function write(store: ConversationStore<string>, key: string, activityId: string, readVersion: number) {
  return store.write(key, { consultation: NEW_CONSULTATION, readVersion, activityId, said: activityId });
}
