import { expect } from 'chai';
import type { KeyValueStorage } from '../../../../../src/web/chat/connection/browser.ts';
import { fakeStore } from '../fake-browser.ts';
import { createFakeServer, type FakeServer } from '../fake-server.ts';
import { pass, settle, stopTime } from '../fake-time.ts';
import { openSessionTab, started } from './open-session-tab.ts';

const SESSION = '/chat/session';

describe('the current session by way of Azure, which gives no ticket', () => {
  stopTime();
  let server: FakeServer;
  let store: KeyValueStorage;
  beforeEach(() => {
    server = createFakeServer();
    server.tickets = false;
    store = fakeStore();
  });

  it('is taken up after a reload, with a fresh token, for as long as its token lives', async () => {
    const first = await (await started(open())).session.get();
    await pass(1_700 * 1_000);
    const { session } = open();
    await settle();
    expect(await session.get()).to.include({ conversationId: 'c1', resumed: true });
    expect((await session.get()).token).to.not.equal(first.token);
    expect(server.callsOf(SESSION)).to.have.length(1);
  });

  it('is a new one where the token has expired', async () => {
    await started(open());
    await pass(1_800 * 1_000);
    expect((await open().session.get()).conversationId).to.equal('c2');
  });

  it('is a new one where the stored one was refused, and is not stored any more', async () => {
    await started(open());
    const { session } = open();
    const stored = await session.get();
    server.isDown = true;
    void session.renew(stored);
    await settle();
    expect(Object.keys(store).filter((name) => name.endsWith(':session'))).to.deep.equal([]);
  });

  for (const stored of ['', '{', 'null', '1', '{"until":1e15}', '{"session":{}}']) {
    it(`is a new one where what is stored cannot be read: ${stored}`, async () => {
      store.setItem('waymark-chat:session', stored);
      expect((await open().session.get()).conversationId).to.equal('c1');
    });
  }

  const open = () => openSessionTab(server, store);
});
