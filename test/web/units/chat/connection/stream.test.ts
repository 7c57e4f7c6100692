import { expect } from 'chai';
import { createBackoff } from '../../../../../src/web/chat/connection/backoff.ts';
import { openBrowserStorage } from '../../../../../src/web/chat/connection/browser-storage.ts';
import { openCurrentSession } from '../../../../../src/web/chat/connection/current-session.ts';
import { openStream } from '../../../../../src/web/chat/connection/stream.ts';
import { fakeBrowser } from '../fake-browser.ts';
import { createFakeServer, type FakeServer } from '../fake-server.ts';
import { pass, settle, stopTime } from '../fake-time.ts';

const CONVERSATIONS = '/v3/directline/conversations';

describe('the stream', () => {
  stopTime();
  let server: FakeServer;
  beforeEach(() => {
    server = createFakeServer();
  });

  it('starts a new conversation, and shows all that is said in it, in order', async () => {
    const { texts } = await open();
    server.reply('c1', 'one');
    server.reply('c1', 'two');
    expect(texts).to.deep.equal(['Welcome', 'one', 'two']);
    expect(joins()).to.deep.equal(['POST /v3/directline/conversations']);
  });

  it('reads a conversation that was resumed from its beginning', async () => {
    const first = await open();
    server.reply('c1', 'one');
    first.stream.close();
    const { texts } = await open(first.browser.localStorage);
    expect(texts).to.deep.equal(['Welcome', 'one']);
    expect(joins().at(-1)).to.equal('GET /v3/directline/conversations/c1?watermark=0');
  });

  it('continues after the last watermark when it was closed: nothing is lost, nothing comes twice', async () => {
    const { browser, texts } = await open();
    server.reply('c1', 'one');
    browser.sockets[0]?.close();
    server.reply('c1', 'said meanwhile');
    await pass(1_000);
    server.reply('c1', 'said after that');
    expect(texts).to.deep.equal(['Welcome', 'one', 'said meanwhile', 'said after that']);
    expect(joins().at(-1)).to.equal('GET /v3/directline/conversations/c1?watermark=2');
  });

  it('goes on however often the connection is lost', async () => {
    const { browser, texts } = await open();
    const said = Array.from({ length: 20 }, (_, i) => String(i));
    for (const text of said) {
      browser.sockets.at(-1)?.close();
      server.reply('c1', text);
      await pass(2_000);
    }
    expect(texts).to.deep.equal(['Welcome', ...said]);
    expect(browser.sockets).to.have.length(21);
  });

  it('connects again where nothing has come for 45 seconds', async () => {
    const { browser, texts, states } = await open();
    browser.sockets[0]?.fallSilent();
    server.reply('c1', 'said into the silence');
    await pass(44_750);
    expect(browser.sockets).to.have.length(1);
    await pass(1_250);
    expect(browser.sockets).to.have.length(2);
    expect(texts).to.deep.equal(['Welcome', 'said into the silence']);
    expect(states).to.deep.equal(['open', 'reconnecting', 'open']);
  });

  it('takes an empty frame for a sign of life', async () => {
    const { browser, states } = await open();
    for (let beat = 0; beat < 10; beat += 1) {
      await pass(20_000);
      browser.sockets[0]?.receive('');
    }
    expect(browser.sockets).to.have.length(1);
    expect(states).to.deep.equal(['open']);
  });

  it('does not wait for the silence where the browser knows that the network is gone', async () => {
    const { browser, states } = await open();
    browser.goOffline();
    await settle();
    expect(states).to.deep.equal(['open', 'reconnecting']);
    await pass(1_000);
    expect(states).to.deep.equal(['open', 'reconnecting', 'open']);
  });

  it('shows nothing that comes over a connection which was given up', async () => {
    const { browser, texts } = await open();
    browser.goOffline();
    browser.sockets[0]?.receive('{"activities":[{"type":"message","text":"too late"}],"watermark":"9"}');
    await pass(1_000);
    expect(texts).to.deep.equal(['Welcome']);
    expect(joins().at(-1)).to.equal('GET /v3/directline/conversations/c1?watermark=1');
  });

  it('waits longer after each failure, and as long as the server asks for', async () => {
    server.fail(CONVERSATIONS, 503, 'unreachable', { status: 429, retryAfter: 30 });
    const { texts } = await open();
    await pass(3_000);
    expect(joins()).to.have.length(3);
    await pass(25_000);
    expect(joins()).to.have.length(3);
    await pass(6_000);
    expect(texts).to.deep.equal(['Welcome']);
  });

  it('asks for another session where the server does not accept it, in the same conversation', async () => {
    const { browser, texts } = await open();
    server.fail(CONVERSATIONS, 403);
    browser.sockets[0]?.close();
    await pass(3_000);
    server.reply('c1', 'one');
    expect(texts).to.deep.equal(['Welcome', 'one']);
    expect(server.callsOf('/chat/session')).to.have.length(2);
  });

  it('asks for another session after the third failure in a row, whatever the failures were', async () => {
    const { browser } = await open();
    server.fail(CONVERSATIONS, 503, 503, 503, 503);
    browser.sockets[0]?.close();
    while (joins().length < 3) await pass(250);
    expect(server.callsOf('/chat/session')).to.have.length(1);
    while (joins().length < 4) await pass(250);
    expect(server.callsOf('/chat/session')).to.have.length(2);
  });

  it('reads a new conversation from its beginning where the old one is gone', async () => {
    const { browser, texts } = await open();
    server.reply('c1', 'one');
    server.forget('c1');
    browser.sockets[0]?.close();
    await pass(3_000);
    expect(texts).to.deep.equal(['Welcome', 'one', 'Welcome']);
    expect(joins().at(-1)).to.equal('POST /v3/directline/conversations');
  });

  it('refreshes the token at half of its life, for as long as it reads', async () => {
    server.expiresIn = 60;
    const { browser, stream } = await open();
    for (let i = 0; i < 6; i += 1) {
      await pass(15_000);
      browser.sockets[0]?.receive('');
    }
    expect(server.callsOf('/tokens/refresh')).to.have.length(3);
    const tokens = server.callsOf('/tokens/refresh').map(({ token }) => token);
    expect(new Set(tokens).size).to.equal(3);
    stream.close();
    await pass(120_000);
    expect(server.callsOf('/tokens/refresh')).to.have.length(3);
  });

  it('refreshes a token that lives for next to no time once a second', async () => {
    server.expiresIn = 0;
    await open();
    await pass(10_000);
    expect(server.callsOf('/tokens/refresh')).to.have.length(10);
  });

  it('asks for nothing any more once it is closed', async () => {
    const { stream, states } = await open();
    stream.close();
    await settle();
    const { length } = server.calls;
    await pass(120_000);
    expect(server.calls).to.have.length(length);
    expect(states).to.deep.equal(['open']);
  });

  /** The stream of a tab, with what it showed. */
  async function open(store = fakeBrowser(server).localStorage) {
    const browser = fakeBrowser(server, store);
    const backoff = createBackoff();
    const session = openCurrentSession(browser, openBrowserStorage(browser), backoff, {
      onProblem: () => undefined,
      onNewConversation: () => undefined,
    });
    const texts: (string | undefined)[] = [];
    const states: string[] = [];
    const stream = openStream(browser, session, backoff, {
      onActivity: ({ text }) => texts.push(text),
      onState: (state) => states.push(state),
    });
    await settle();
    return { browser, stream, texts, states };
  }

  /** The calls that start or resume a conversation. */
  function joins(): readonly string[] {
    return server.callsOf(CONVERSATIONS).map(({ method, path }) => `${method} ${path}`);
  }
});
