import { mock } from 'node:test';
import { expect } from 'chai';
import { createBackoff } from '../../../../../src/web/chat/connection/backoff.ts';
import type { Store } from '../../../../../src/web/chat/connection/browser.ts';
import { openBrowserStorage } from '../../../../../src/web/chat/connection/browser-storage.ts';
import {
  leaveConversation,
  openCurrentSession,
} from '../../../../../src/web/chat/connection/current-session.ts';
import { joinConversation } from '../../../../../src/web/chat/connection/direct-line.ts';
import { fieldOf } from '../../../../../src/web/chat/connection/read-field.ts';
import { openOutbox, type QueuedMessage } from '../../../../../src/web/chat/connection/outbox.ts';
import { fakeBrowser, fakeStore } from '../fake-browser.ts';
import { createFakeServer, type Call, type FakeServer } from '../fake-server.ts';
import { pass, settle, stopTime } from '../fake-time.ts';

describe('the outbox', () => {
  stopTime();
  let server: FakeServer;
  let store: Store;
  beforeEach(() => {
    server = createFakeServer();
    store = fakeStore();
  });

  it('sends messages in order, and has none queued after that', async () => {
    const { say, outbox } = await openTab();
    say('one', 'two', 'three');
    expect(outbox.queued.map(({ activity }) => activity.text)).to.deep.equal(['one', 'two', 'three']);
    await settle();
    expect(server.said('c1')).to.deep.equal(['one', 'two', 'three']);
    expect(outbox.queued).to.deep.equal([]);
  });

  it('keeps the order where the first message has to wait', async () => {
    server.fail('/activities', 503, 'unreachable');
    const { say } = await openTab();
    say('one', 'two');
    await pass(3_000);
    expect(server.said('c1')).to.deep.equal(['one', 'two']);
    expect(posts().map(textOf)).to.deep.equal(['one', 'one', 'one', 'two']);
  });

  it('sends a message under one clientActivityID until it is accepted', async () => {
    server.fail('/activities', 500, 'unreachable', 'lost', 429, 408);
    const { say } = await openTab();
    say('one');
    await pass(60_000);
    expect(posts()).to.have.length(6);
    expect(new Set(posts().map(idOf)).size).to.equal(1);
    expect(server.said('c1')).to.deep.equal(['one']);
  });

  it('says nothing twice where the answer to a message was lost', async () => {
    server.fail('/activities', 'lost', 'lost');
    const { say } = await openTab();
    say('one');
    await pass(10_000);
    expect(posts()).to.have.length(3);
    expect(server.said('c1')).to.deep.equal(['one']);
  });

  it('waits as long as the server asks for', async () => {
    server.fail('/activities', { status: 429, retryAfter: 7 });
    const { say } = await openTab();
    say('one');
    await pass(6_500);
    expect(posts()).to.have.length(1);
    await pass(500);
    expect(server.said('c1')).to.deep.equal(['one']);
  });

  it('drops a message that the server refuses for good, says so, and goes on with the next', async () => {
    server.fail('/activities', 400);
    const { say, refused, outbox } = await openTab();
    say('one', 'two');
    await settle();
    expect(refused).to.deep.equal(['one']);
    expect(server.said('c1')).to.deep.equal(['two']);
    expect(outbox.queued).to.deep.equal([]);
    expect(unsent()).to.deep.equal([]);
  });

  for (const status of [401, 403, 404]) {
    it(`sends it again at once, with a new token, where the session is no longer accepted: ${String(status)}`, async () => {
      server.fail('/activities', status);
      const { say } = await openTab();
      say('one');
      await settle();
      const [first, second] = posts();
      expect(second?.token).to.not.equal(first?.token);
      expect(server.said('c1')).to.deep.equal(['one']);
    });
  }

  it('says while messages are held up, and when they no longer are', async () => {
    server.fail('/activities', 503, 503);
    const { say, stuck } = await openTab();
    say('one', 'two');
    await pass(3_000);
    expect(stuck).to.deep.equal([true, true, false, false]);
  });

  it('says nothing in a conversation that has not started yet', async () => {
    const { say, start } = await openTab({ started: false });
    say('one');
    await pass(1_000);
    expect(posts()).to.deep.equal([]);
    await start();
    await pass(100);
    expect(server.said('c1')).to.deep.equal(['one']);
  });

  it('names the user of the token in each message, as Azure requires it', async () => {
    const { say } = await openTab();
    say('one');
    await settle();
    expect(posts()[0]?.body).to.have.deep.property('from', { id: 'visitor-1' });
  });

  it('sends after a reload what was not accepted before, once and in order', async () => {
    const before = await openTab();
    server.isDown = true;
    before.say('one');
    await pass(10);
    before.say('two');
    await pass(2_000);
    const ids = before.outbox.queued.map(({ clientActivityID }) => clientActivityID);
    before.browser.unload();
    server.isDown = false;
    const after = await openTab();
    await pass(100);
    expect(server.said('c1')).to.deep.equal(['one', 'two']);
    expect(after.outbox.queued).to.deep.equal([]);
    expect(new Set(posts().map(idOf))).to.deep.equal(new Set(ids));
    expect(unsent()).to.deep.equal([]);
  });

  it('knows again after a reload what the server had accepted, though its answer was lost', async () => {
    server.fail('/activities', 'lost');
    const before = await openTab();
    before.say('one');
    await settle();
    before.browser.unload();
    await openTab();
    await settle();
    expect(posts()).to.have.length(2);
    expect(server.said('c1')).to.deep.equal(['one']);
  });

  it('sends after a reload what waited in either of two tabs', async () => {
    const tabs = [await openTab(), await openTab()];
    server.isDown = true;
    for (const [i, { say }] of tabs.entries()) say(`tab ${String(i)}`);
    await pass(1_000);
    for (const { browser } of tabs) browser.unload();
    server.isDown = false;
    await openTab();
    await pass(100);
    expect(server.said('c1')).to.have.members(['tab 0', 'tab 1']);
  });

  it('says what waits in one tab there, and not in the conversation that another tab begins', async () => {
    const one = await openTab();
    server.isDown = true;
    one.say('of the old conversation');
    await pass(100);
    leaveConversation(one.storage);
    server.isDown = false;
    const other = await openTab();
    other.say('of the new one');
    await pass(3_000);
    expect(server.said('c1')).to.deep.equal(['of the old conversation']);
    expect(server.said('c2')).to.deep.equal(['of the new one']);
  });

  it('does not send what was said more than a day ago', async () => {
    const before = await openTab();
    server.isDown = true;
    before.say('one');
    await settle();
    before.browser.unload();
    server.isDown = false;
    mock.timers.setTime(Date.now() + 25 * 3_600_000);
    await openTab();
    await settle();
    expect(server.said('c1')).to.deep.equal([]);
    expect(unsent()).to.deep.equal([]);
  });

  it('removes what it cannot read', async () => {
    for (const [i, value] of ['', '{', 'null', '{"at":1}'].entries())
      store.setItem(`waymark-chat:unsent:${String(i)}`, value);
    const { outbox } = await openTab();
    expect(outbox.queued).to.deep.equal([]);
    expect(unsent()).to.deep.equal([]);
  });

  it('forgets what is queued when it is closed', async () => {
    const { say, outbox } = await openTab();
    server.isDown = true;
    say('one');
    await settle();
    outbox.close();
    server.isDown = false;
    await pass(60_000);
    expect(server.said('c1')).to.deep.equal([]);
    expect(unsent()).to.deep.equal([]);
  });

  /** A tab with a session and an outbox; its conversation has started. */
  async function openTab({ started = true } = {}) {
    const browser = fakeBrowser(server, store);
    const storage = openBrowserStorage(browser);
    const backoff = createBackoff();
    const session = openCurrentSession(browser, storage, backoff, {
      onProblem: () => undefined,
      onNewConversation: () => undefined,
    });
    const start = async () => {
      const current = await session.get();
      await joinConversation(browser, current, undefined);
      session.markStarted(current);
    };
    const refused: (string | undefined)[] = [];
    const stuck: boolean[] = [];
    if (started) await start();
    const outbox = openOutbox(browser, storage, session, backoff, {
      onRefused: ({ activity }) => refused.push(activity.text),
      onStuck: (isStuck) => stuck.push(isStuck),
    });
    const say = (...texts: readonly string[]) => {
      for (const text of texts) outbox.add(message(text));
    };
    return { browser, storage, outbox, say, start, refused, stuck };
  }

  function posts(): readonly Call[] {
    return server.callsOf('/activities');
  }

  /** The names of the unsent messages in the store. */
  function unsent(): readonly string[] {
    return Object.keys(store).filter((name) => name.includes('unsent'));
  }
});

function message(text: string): QueuedMessage {
  const clientActivityID = crypto.randomUUID();
  return { clientActivityID, activity: { type: 'message', text, channelData: { clientActivityID } } };
}

const textOf = ({ body }: Call) => fieldOf(body, 'text');
const idOf = ({ body }: Call) => fieldOf(fieldOf(body, 'channelData'), 'clientActivityID');
