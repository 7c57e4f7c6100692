import { expect } from 'chai';
import { createBackoff } from '../../../../../src/web/chat/connection/backoff.ts';
import type { KeyValueStorage } from '../../../../../src/web/chat/connection/browser.ts';
import { openBrowserStorage } from '../../../../../src/web/chat/connection/browser-storage.ts';
import {
  openConversation,
  type ConnectionState,
} from '../../../../../src/web/chat/connection/conversation.ts';
import { BLOCKED, fakeBrowser, fakeStore } from '../fake-browser.ts';
import { createFakeServer, type FakeServer } from '../fake-server.ts';
import { pass, settle, stopTime } from '../fake-time.ts';

describe('a conversation', () => {
  stopTime();
  let server: FakeServer;
  let store: KeyValueStorage;
  beforeEach(() => {
    server = createFakeServer();
    store = fakeStore();
  });

  it('sends what was said before it had begun', async () => {
    const { say, shown } = open();
    say('one');
    await pass(100);
    expect(shown).to.deep.equal(['sending one', 'Welcome', 'one']);
    expect(server.said('c1')).to.deep.equal(['one']);
  });

  it('tells who listens late everything from the beginning, and what is still being sent', async () => {
    const { conversation, say } = open();
    say('one');
    await pass(100);
    server.isDown = true;
    say('two');
    await settle();
    const late: string[] = [];
    conversation.listen({
      onActivity: ({ text }) => late.push(text ?? ''),
      onSending: ({ activity }) => late.push(`sending ${activity.text ?? ''}`),
    });
    expect(late).to.deep.equal(['Welcome', 'one', 'sending two']);
  });

  it('is shown the same in two tabs', async () => {
    const one = open();
    await pass(100);
    const two = open();
    await pass(100);
    one.say('from the first');
    two.say('from the second');
    await pass(100);
    const texts = ['Welcome', 'from the first', 'from the second'];
    expect(one.shown.filter((text) => !text.startsWith('sending'))).to.deep.equal(texts);
    expect(two.shown.filter((text) => !text.startsWith('sending'))).to.deep.equal(texts);
    expect(server.said('c1')).to.deep.equal(texts.slice(1));
  });

  it('sends what was said without a network once it is back, in order and once', async () => {
    const { browser, backoff, say, shown, states } = open();
    await pass(100);
    server.isDown = true;
    browser.goOffline();
    say('one');
    say('two');
    await pass(30_000);
    expect(states.at(-1)).to.equal('reconnecting');
    server.isDown = false;
    backoff.wake();
    await pass(1_000);
    expect(server.said('c1')).to.deep.equal(['one', 'two']);
    expect(shown.slice(-2)).to.deep.equal(['one', 'two']);
    expect(states.at(-1)).to.equal('open');
  });

  it('is not open while a message is held up, though the stream is', async () => {
    const { say, states } = open();
    await pass(100);
    server.fail('/activities', 503);
    say('one');
    await settle();
    expect(states.at(-1)).to.equal('reconnecting');
    await pass(1_000);
    expect(states.at(-1)).to.equal('open');
  });

  it('says that a visitor is refused, and is open when that is over', async () => {
    server.fail('/chat/session', 403);
    const { states } = open();
    await settle();
    expect(states).to.deep.equal(['refused']);
    await pass(31_000);
    expect(states).to.deep.equal(['refused', 'open']);
  });

  it('says that it began anew where the old conversation is gone, and sends what was said', async () => {
    const { browser, say, states } = open();
    await pass(100);
    server.forget('c1');
    browser.sockets[0]?.close();
    say('one');
    await pass(5_000);
    expect(states).to.include('beganAnew');
    expect(server.said('c2')).to.deep.equal(['one']);
  });

  it('tells of a message that the server refuses', async () => {
    const { say, shown } = open();
    await pass(100);
    server.fail('/activities', 400);
    say('one');
    await settle();
    expect(shown.at(-1)).to.equal('refused one');
  });

  it('says nothing and asks nothing any more once it is closed', async () => {
    const { conversation, say, states } = open();
    await pass(100);
    server.isDown = true;
    say('one');
    await pass(1_000);
    conversation.close();
    server.isDown = false;
    const [{ length: called }, { length: told }] = [server.calls, states];
    await pass(120_000);
    expect(server.calls.length - called).to.equal(0);
    expect(states).to.have.length(told);
    expect(conversation.isClosed()).to.equal(true);
  });

  it('works where the browser keeps nothing', async () => {
    store = BLOCKED;
    const { say, shown } = open();
    say('one');
    await pass(100);
    expect(shown).to.deep.equal(['sending one', 'Welcome', 'one']);
  });

  /** The conversation of one tab, with what it told. */
  function open() {
    const browser = fakeBrowser(server, store);
    const backoff = createBackoff();
    const states: ConnectionState[] = [];
    const shown: string[] = [];
    const conversation = openConversation(browser, openBrowserStorage(browser), backoff, (state) => {
      if (state !== states.at(-1)) states.push(state);
    });
    conversation.listen({
      onActivity: ({ text }) => shown.push(text ?? ''),
      onSending: ({ activity }) => shown.push(`sending ${activity.text ?? ''}`),
      onRefused: ({ activity }) => shown.push(`refused ${activity.text ?? ''}`),
    });
    const say = (text: string) => conversation.send({ type: 'message', text });
    return { browser, backoff, conversation, states, shown, say };
  }
});
