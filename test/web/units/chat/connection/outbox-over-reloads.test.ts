import { mock } from 'node:test';
import { expect } from 'chai';
import type { KeyValueStorage } from '../../../../../src/web/chat/connection/browser.ts';
import { leaveConversation } from '../../../../../src/web/chat/connection/current-session.ts';
import { fakeStore } from '../fake-browser.ts';
import { createFakeServer, type FakeServer } from '../fake-server.ts';
import { pass, settle, stopTime } from '../fake-time.ts';
import { idOf, openOutboxTab, postsTo, unsentIn } from './open-outbox-tab.ts';

describe('the outbox over reloads, and in two tabs', () => {
  stopTime();
  let server: FakeServer;
  let store: KeyValueStorage;
  beforeEach(() => {
    server = createFakeServer();
    store = fakeStore();
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

  const openTab = () => openOutboxTab(server, store);
  const posts = () => postsTo(server);
  const unsent = () => unsentIn(store);
});
