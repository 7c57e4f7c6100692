import { expect } from 'chai';
import { createBackoff } from '../../../../../src/web/chat/connection/backoff.ts';
import type { KeyValueStorage } from '../../../../../src/web/chat/connection/browser.ts';
import { openBrowserStorage } from '../../../../../src/web/chat/connection/browser-storage.ts';
import {
  leaveConversation,
  openCurrentSession,
  readConversationKey,
} from '../../../../../src/web/chat/connection/current-session.ts';
import { fakeBrowser, fakeStore } from '../fake-browser.ts';
import { createFakeServer, type FakeServer } from '../fake-server.ts';
import { pass, stopTime } from '../fake-time.ts';
import { openSessionTab, started } from './open-session-tab.ts';

const SESSION = '/chat/session';
const REFRESH = '/tokens/refresh';

describe('the current session', () => {
  stopTime();
  let server: FakeServer;
  let store: KeyValueStorage;
  beforeEach(() => {
    server = createFakeServer();
    store = fakeStore();
  });

  it('is a new one for a browser that was never here', async () => {
    const { session } = open();
    expect(await session.get()).to.include({
      conversationId: 'c1',
      directLine: 'https://chat.test/v3/directline',
      resumed: false,
    });
    expect(server.callsOf(SESSION).map(({ body }) => body)).to.deep.equal([{}]);
  });

  it('is of the same conversation at the next visit, by its ticket', async () => {
    await started(open());
    const session = await open().session.get();
    expect(session).to.include({ conversationId: 'c1', resumed: true });
    expect(server.callsOf(SESSION)[1]?.body).to.deep.equal({ ticket: 'c1' });
  });

  it('is of a new conversation at the next visit, where the old one is no longer kept', async () => {
    await started(open());
    server.forget('c1');
    const { session, told } = open();
    expect((await session.get()).conversationId).to.equal('c2');
    expect(told).to.deep.equal([]);
  });

  it('is of a new conversation where the visitor left the old one', async () => {
    const { storage } = await started(open());
    const key = readConversationKey(storage);
    leaveConversation(storage);
    expect((await open().session.get()).conversationId).to.equal('c2');
    expect(readConversationKey(storage)).to.not.equal(key);
  });

  it('is asked for until the server gives one', async () => {
    server.fail(SESSION, 'unreachable', 503, 'lost', 500);
    const { session, told } = open();
    await pass(20_000);
    expect((await session.get()).token).to.include('.');
    expect(told).to.deep.equal(['reconnecting', 'reconnecting', 'reconnecting', 'reconnecting']);
    expect(server.callsOf(SESSION)).to.have.length(5);
  });

  it('is asked for again when the server says so', async () => {
    server.fail(SESSION, { status: 429, retryAfter: 20 });
    open();
    await pass(19_500);
    expect(server.callsOf(SESSION)).to.have.length(1);
    await pass(500);
    expect(server.callsOf(SESSION)).to.have.length(2);
  });

  it('is asked for again where the answer is none that helps', async () => {
    const browser = fakeBrowser(server, store);
    const bodies = ['no JSON', '{}', '{"token":"t","conversationId":"c"}', '{"token":1}', 'null'];
    let asked = 0;
    const storage = openBrowserStorage(browser);
    const answering = {
      ...browser,
      fetch: () => Promise.resolve(new Response(bodies[(asked += 1) - 1] ?? 'null')),
    };
    const told: string[] = [];
    openCurrentSession(answering, storage, createBackoff(), {
      onProblem: (problem) => told.push(problem),
      onNewConversation: () => told.push('new'),
    });
    await pass(60_000);
    expect(asked).to.be.above(bodies.length);
    expect(new Set(told)).to.deep.equal(new Set(['reconnecting']));
  });

  for (const status of [401, 403]) {
    it(`tells a visitor who is refused, and asks again half a minute later: ${String(status)}`, async () => {
      server.fail(SESSION, status);
      const { session, told } = open();
      await pass(29_750);
      expect(told).to.deep.equal(['refused']);
      expect(server.callsOf(SESSION)).to.have.length(1);
      await pass(250);
      expect((await session.get()).conversationId).to.equal('c1');
    });
  }

  it('is renewed once for everybody who finds it refused', async () => {
    const { session, told } = await started(open());
    const refused = await session.get();
    const renewed = await Promise.all([
      session.renew(refused),
      session.renew(refused),
      session.renew(refused),
    ]);
    expect(new Set(renewed).size).to.equal(1);
    expect(renewed[0].token).to.not.equal(refused.token);
    expect(renewed[0].conversationId).to.equal('c1');
    expect(await session.renew(refused)).to.equal(renewed[0]);
    expect(server.callsOf(SESSION)).to.have.length(2);
    expect(told).to.deep.equal([]);
  });

  it('says so where another conversation takes the place of the old one', async () => {
    const { session, told } = await started(open());
    server.forget('c1');
    const renewed = await session.renew(await session.get());
    expect(renewed.conversationId).to.equal('c2');
    expect(told).to.deep.equal(['new conversation']);
  });

  it('waits for the conversation to start before anything is said', async () => {
    const opened = open();
    let isStarted = false;
    void opened.session.whenStarted().then(() => (isStarted = true));
    await pass(5_000);
    expect(isStarted).to.equal(false);
    await started(opened);
    await pass(250);
    expect(isStarted).to.equal(true);
  });

  it('does not start by what is said of a session that was replaced', async () => {
    const { session } = open();
    const old = await session.get();
    await session.renew(old);
    session.markStarted(old);
    expect((await session.get()).token).to.not.equal(old.token);
    expect((await session.get()).resumed).to.equal(false);
  });

  it('has a new token after a refresh, of the same conversation', async () => {
    const { session } = await started(open());
    const before = await session.get();
    await session.refresh();
    const after = await session.get();
    expect(after.token).to.not.equal(before.token);
    expect(after).to.deep.equal({ ...before, token: after.token });
    expect(server.callsOf(REFRESH)[0]?.token).to.equal(before.token);
  });

  it('keeps its token where a refresh fails', async () => {
    const { session } = await started(open());
    const before = await session.get();
    server.fail(REFRESH, 503, 403, 'unreachable');
    for (let i = 0; i < 3; i += 1) await session.refresh();
    expect(await session.get()).to.deep.equal(before);
  });

  it('is not replaced by a refresh of the one before it', async () => {
    const { session } = await started(open());
    const before = await session.get();
    const [, renewed] = await Promise.all([session.refresh(), session.renew(before)]);
    expect((await session.get()).token).to.equal(renewed.token);
  });

  const open = () => openSessionTab(server, store);
});
