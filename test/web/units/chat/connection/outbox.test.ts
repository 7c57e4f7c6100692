import { expect } from 'chai';
import type { KeyValueStorage } from '../../../../../src/web/chat/connection/browser.ts';
import { fakeStore } from '../fake-browser.ts';
import { createFakeServer, type FakeServer } from '../fake-server.ts';
import { pass, settle, stopTime } from '../fake-time.ts';
import { idOf, openOutboxTab, postsTo, textOf, unsentIn } from './open-outbox-tab.ts';

describe('the outbox', () => {
  stopTime();
  let server: FakeServer;
  let store: KeyValueStorage;
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

  const openTab = (options?: { readonly started: boolean }) => openOutboxTab(server, store, options);
  const posts = () => postsTo(server);
  const unsent = () => unsentIn(store);
});
