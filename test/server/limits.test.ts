import { connect, type Socket } from 'node:net';
import { expect } from 'chai';
import { addressBlock, createAddressLimit } from '../../src/server/front/limit-address.ts';
import { limitSockets } from '../../src/server/front/limit-sockets.ts';
import { addressList } from '../../src/server/http/address-list.ts';
import { openRestify } from '../../src/server/open-restify.ts';
import { sendRaw } from '../boundary/raw-socket.ts';
import { SERVICE_URL, startBotFramework, type BotFramework } from '../support/bot-framework.ts';
import { memoryStore, runBot, type Parts, type RunningBot } from '../support/running-bot.ts';
import { sized } from '../support/test-size.ts';

const PROXY = { TRUSTED_PROXIES: '127.0.0.1' };

describe('limits', () => {
  let framework: BotFramework;
  let bot: RunningBot | undefined;
  before(async () => {
    framework = await startBotFramework();
  });
  after(() => framework.close());
  afterEach(async () => {
    await bot?.close();
    bot = undefined;
  });

  const get = (from: string, path = '/healthz') =>
    fetch(`${bot?.url ?? ''}${path}`, { headers: { 'x-forwarded-for': from } });
  const statuses = async (times: number, ask: () => Promise<{ readonly status: number }>) => {
    const seen: number[] = [];
    for (let i = 0; i < times; i += 1) seen.push((await ask()).status);
    return seen;
  };

  it('are for each address: one that asks too much waits, another does not', async () => {
    bot = await runBot({ ...PROXY, ADDRESS_RATE_PER_MINUTE: '60', ADDRESS_RATE_BURST: '3' });
    expect(await statuses(5, () => get('203.0.113.7'))).to.deep.equal([200, 200, 200, 429, 429]);
    const refused = await get('203.0.113.7', '/nothing');
    expect(refused.status).to.equal(429);
    expect(Number(refused.headers.get('retry-after'))).to.be.at.least(1);
    expect(refused.headers.get('content-type')).to.contain('problem+json');
    expect((await get('203.0.113.8')).status).to.equal(200);
  });

  it('keep the connection of who waits, unless much is on its way that was refused', async () => {
    bot = await runBot({ ...PROXY, ADDRESS_RATE_PER_MINUTE: '1', ADDRESS_RATE_BURST: '1' });
    const { url } = bot;
    const post = (headers: string, body: string) =>
      `POST /healthz HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.7\r\n${headers}\r\n\r\n${body}`;
    const small = post('Content-Length: 9', '{"a": 10}');
    const seen = async (bytes: string) => {
      const { text, socket } = await sendRaw(url, bytes, { until: 'closed', patience: 300 });
      socket.destroy();
      return text.match(/HTTP\/1\.1 \d+/gu);
    };
    expect((await get('203.0.113.7')).status).to.equal(200);
    expect(await seen(small + small)).to.deep.equal(['HTTP/1.1 429', 'HTTP/1.1 429']);
    for (const headers of [
      'Content-Length: 100000',
      'Transfer-Encoding: chunked',
      'Content-Length: 9\r\nExpect: 100-continue',
    ]) {
      const { text, isClosed } = await sendRaw(url, post(headers, ''), { until: 'closed', patience: 2_000 });
      expect(text)
        .to.match(/^HTTP\/1\.1 429 /u)
        .and.match(/connection: close/iu);
      expect(isClosed, headers).to.equal(true);
    }
  });

  it('see a customer of a provider as one, also over IPv6', async () => {
    bot = await runBot({ ...PROXY, ADDRESS_RATE_PER_MINUTE: '1', ADDRESS_RATE_BURST: '2' });
    const from = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:0db8:1:2::77', '2001:db8:1:3::1'];
    const seen = await Promise.all(from.map(async (address) => (await get(address)).status));
    expect(seen.filter((status) => status === 429)).to.have.length(1);
    expect(addressBlock('::1')).to.equal('0:0:0:0');
    expect(addressBlock('192.0.2.1')).to.equal('192.0.2.1');
    expect(addressBlock('::ffff:192.0.2.1')).to.equal('192.0.2.1');
  });

  it('do not count this machine, unless something forwards to it that nobody trusts', async () => {
    bot = await runBot({ ADDRESS_RATE_PER_MINUTE: '1', ADDRESS_RATE_BURST: '2' });
    const { url } = bot;
    expect(await statuses(6, () => fetch(`${url}/healthz`))).to.deep.equal([200, 200, 200, 200, 200, 200]);
    expect(await statuses(3, () => get('127.0.0.1'))).to.deep.equal([200, 200, 429]);
  });

  it('are the same for who claims to forward for others, from however many addresses of one network', () => {
    const limit = createAddressLimit({ perMinute: 1, burst: 1 }, ['192.0.2.10'], () => 0);
    const from = (remoteAddress: string, headers: Record<string, string> = {}) => ({
      headers,
      socket: { remoteAddress },
    });
    limit.count(from('2001:db8::1', { 'x-forwarded-for': '203.0.113.1' }));
    expect(limit.wait(from('2001:db8::2', { 'x-forwarded-for': '203.0.113.2' }))).to.be.above(0);
    expect(limit.wait(from('2001:db8::1'))).to.be.above(0);
    limit.count(from('::ffff:198.51.100.1', { forwarded: 'for=203.0.113.1' }));
    expect(limit.wait(from('198.51.100.1'))).to.be.above(0);
    // A trusted proxy does not pay for callers of whom it does not say who they are.
    limit.count(from('192.0.2.10', { via: '1.1 proxy' }));
    expect(limit.wait(from('192.0.2.10', { via: '1.1 proxy' }))).to.be.above(0);
    expect(limit.wait(from('192.0.2.10'))).to.equal(0);
  });

  it('stop those who try tokens, and not the channel that has one', async () => {
    bot = await runBot({ ...framework.env, ...PROXY, ADDRESS_RATE_PER_MINUTE: '1', ADDRESS_RATE_BURST: '3' });
    const running = bot;
    const fields = { channelId: 'msteams', serviceUrl: SERVICE_URL, text: 'hello' };
    const post = (from: string, authorization: string) =>
      running.post(fields, { 'x-forwarded-for': from, authorization });
    expect(await statuses(5, () => post('203.0.113.7', 'Bearer a.b.c'))).to.deep.equal([
      401, 401, 401, 429, 429,
    ]);
    const good = `Bearer ${await framework.token()}`;
    expect(await statuses(6, () => post('203.0.113.8', good))).to.deep.equal([200, 200, 200, 200, 200, 200]);
  });

  it('are for each conversation and for each channel’s service', async () => {
    const env = {
      CONVERSATION_RATE_PER_MINUTE: '1',
      CONVERSATION_RATE_BURST: '2',
      CHANNEL_RATE_PER_MINUTE: '1',
      CHANNEL_RATE_BURST: '5',
    };
    bot = await runBot({ ...framework.env, ...env, SERVICE_URLS: 'https://other.example' });
    const running = bot;
    const post = async (conversation: string, serviceUrl = SERVICE_URL) => {
      const authorization = `Bearer ${await framework.token({ serviceurl: serviceUrl })}`;
      const fields = { channelId: 'msteams', serviceUrl, conversation: { id: conversation }, text: 'hello' };
      return running.post(fields, { authorization });
    };
    expect(await statuses(3, () => post('one'))).to.deep.equal([200, 200, 429]);
    expect(await statuses(2, () => post('two'))).to.deep.equal([200, 200]);
    expect((await post('three')).status).to.equal(429);
    expect((await post('three', 'https://other.example/')).status).to.equal(200);
  });

  it('count no activity that could not be kept', async () => {
    let isGone = true;
    const store = await memoryStore();
    const commitTurns: typeof store.commitTurns = (...all) =>
      isGone ? Promise.reject(new Error('gone')) : store.commitTurns(...all);
    const rates = {
      CONVERSATION_RATE_PER_MINUTE: '1',
      CONVERSATION_RATE_BURST: '2',
      CHANNEL_RATE_PER_MINUTE: '1',
      CHANNEL_RATE_BURST: '3',
    };
    bot = await runBot({ ...framework.env, ...rates }, { store: { ...store, commitTurns } });
    const running = bot;
    const authorization = `Bearer ${await framework.token()}`;
    const post = (conversation: string) =>
      running.post(
        { channelId: 'msteams', serviceUrl: SERVICE_URL, conversation: { id: conversation }, text: 'hello' },
        { authorization },
      );
    expect(await statuses(5, () => post('one'))).to.deep.equal([503, 503, 503, 503, 503]);
    isGone = false;
    expect(await statuses(2, () => post('one'))).to.deep.equal([200, 200]);
    expect(await statuses(2, () => post('two'))).to.deep.equal([200, 429]);
  });

  it('write one line about those who are refused, and no more for a while', async () => {
    bot = await runBot(framework.env);
    const running = bot;
    await statuses(20, () => running.post({ serviceUrl: SERVICE_URL }, { authorization: 'Bearer a.b.c' }));
    expect(running.log).to.have.length(1);
    expect(running.log[0]).to.not.contain('a.b.c');
  });
});

describe('connections', () => {
  let bot: RunningBot;
  before(async () => {
    bot = await runBot();
  });
  after(() => bot.close());

  const open = (url: string): Socket => connect(Number(new URL(url).port), '127.0.0.1');
  /** Everything that comes until the server closes. */
  const hear = (text: string, url = bot.url): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = open(url);
      let heard = '';
      socket.on('data', (chunk) => (heard += chunk.toString()));
      socket.on('error', reject);
      socket.on('close', () => resolve(heard));
      if (text !== '') socket.write(text);
    });

  const refused: readonly (readonly [string, number, string])[] = [
    ['nonsense', 400, 'nonsense\r\n\r\n'],
    ['a bent version', 400, 'GET / HTTP/9.9\r\n\r\n'],
    ['no Host', 400, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    [
      'two lengths',
      400,
      'POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    ],
    [
      'a length and chunks',
      400,
      'POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n',
    ],
    ['a NUL in a header', 400, 'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\u0000b\r\n\r\n'],
    ['headers of 20 KB', 431, `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
    [
      'more than a hundred headers, the last of which says that a proxy passed it on',
      431,
      `GET /metrics HTTP/1.1\r\nHost: localhost\r\n${'X: 1\r\n'.repeat(120)}X-Forwarded-For: 203.0.113.9\r\n\r\n`,
    ],
    [
      'as many, and an upgrade',
      431,
      `GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n${'X: 1\r\n'.repeat(120)}\r\n`,
    ],
    [
      'an expectation',
      417,
      'POST /api/ask HTTP/1.1\r\nHost: localhost\r\nExpect: miracles\r\nContent-Length: 0\r\n\r\n',
    ],
  ];
  for (const [what, status, text] of refused) {
    it(`with ${what} are told ${String(status)} as everything is refused, and closed`, async () => {
      const heard = await hear(text);
      expect(heard).to.match(new RegExp(`^HTTP/1.1 ${String(status)} `));
      expect(heard.toLowerCase())
        .to.contain('application/problem+json')
        .and.contain('nosniff')
        .and.contain('frame-ancestors');
      expect(heard).to.not.match(/HPE_|node:|\bat .*\.[jt]s/u);
    });
  }

  it('that ask for another protocol are answered as if they had not', async () => {
    const heard = await hear(
      'GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n',
    );
    expect(heard).to.match(/^HTTP\/1.1 200 /);
  });

  describe('that say nothing, or not all,', function () {
    this.timeout(60_000);
    let impatient: RunningBot;
    before(async () => {
      // Without times of its own it waits as long as it does in use: ten seconds.
      const times = { headersTimeout: 200, connectionsCheckingInterval: 50 };
      impatient = await runBot({}, sized<Parts>({ default: { socketTimes: times }, all: {} }));
    });
    after(() => impatient.close());

    it('are closed when the time for the headers is over', async () => {
      const { url } = impatient;
      const heard = await Promise.all([hear('', url), hear('GET / HTTP/1.1\r\nHost: local', url)]);
      for (const text of heard) expect(text).to.match(/^HTTP\/1.1 408 /);
    });
  });

  it('have their usual times where no others are given', () => {
    const server = openRestify();
    limitSockets(server, { most: 1, mostPerAddress: 1, trustedProxies: addressList([]) });
    expect(server.server).to.include({
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 20_000,
      timeout: 60_000,
      connectionsCheckingInterval: 500,
    });
  });

  it('say nothing of what answers', async () => {
    const { headers } = await fetch(`${bot.url}/nothing`);
    for (const name of ['server', 'x-powered-by', 'request-id', 'response-time'])
      expect(headers.get(name)).to.equal(null);
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('referrer-policy')).to.equal('no-referrer');
    expect(headers.get('content-security-policy')).to.contain("frame-ancestors 'none'");
  });

  it('are refused beyond the number that may be open', async () => {
    const few = await runBot({ MAX_CONNECTIONS: '5' });
    const port = Number(new URL(few.url).port);
    const sockets = Array.from({ length: 10 }, () => connect(port, '127.0.0.1'));
    const closed = await Promise.all(
      sockets.map(
        (socket) =>
          new Promise<boolean>((resolve) => {
            socket.on('error', () => resolve(true));
            socket.on('close', () => resolve(true));
            setTimeout(() => resolve(false), 300);
          }),
      ),
    );
    for (const socket of sockets) socket.destroy();
    await few.close();
    expect(closed.filter(Boolean)).to.have.length(5);
  });
});
