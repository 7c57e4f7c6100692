import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { expect } from 'chai';
import type { Request, Response } from 'restify';
import { serveWithoutUpgrade } from '../../src/server/direct-line/serve-without-upgrade.ts';
import { limitSockets } from '../../src/server/front/limit-sockets.ts';
import { orderUpgrades } from '../../src/server/front/order-upgrades.ts';
import { addressList } from '../../src/server/http/address-list.ts';
import { openRestify } from '../../src/server/open-restify.ts';
import { HANDSHAKE, sendRaw, upgrade } from '../boundary/raw-socket.ts';
import { begin, callDirectLine } from '../support/direct-line.ts';
import { runBot, type RunningBot } from '../support/running-bot.ts';

const PATIENCE = 10_000;
const plain = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`;
/** As Java's HTTP client sends every request. */
const h2c = (path: string, headers = '') =>
  plain(
    path,
    `Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n${headers}`,
  );
const CLOSE = 'Connection: close\r\n';
const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+)/gu)].map(([, status]) => status);

describe('requests to upgrade', () => {
  let bot: RunningBot;
  before(async () => {
    bot = await runBot();
  });
  after(() => bot.close());
  const hear = async (bytes: string) =>
    (await sendRaw(bot.url, bytes, { until: 'closed', patience: PATIENCE })).text;

  it('behind another request are answered, in order, and so is what comes behind them', async () => {
    const text = await hear(
      plain('/readyz') + h2c('/nothing') + h2c('/healthz') + plain('/embed.txt', CLOSE),
    );
    expect(statuses(text)).to.deep.equal(['200', '404', '200', '404']);
  });

  it('by a hundred, each behind the other, are answered on one connection', async () => {
    const text = await hear(h2c('/healthz').repeat(100) + plain('/healthz', CLOSE));
    expect(statuses(text)).to.deep.equal(Array.from({ length: 101 }, () => '200'));
  });

  it('with a body keep it, behind another request too', async () => {
    const body = '{"text": "sbs 4.5"}';
    const ask = h2c(
      '/api/ask',
      `Content-Type: application/json\r\nContent-Length: ${String(body.length)}\r\n`,
    );
    const text = await hear(plain('/readyz') + ask.replace('GET', 'POST') + body + plain('/healthz', CLOSE));
    expect(statuses(text)).to.deep.equal(['200', '200', '200']);
    expect(text).to.contain('not-supported');
  });

  it('of a stream wait for the answer before, and then open it', async () => {
    const { conversationId, token } = await begin(bot.url);
    const { streamUrl } = await callDirectLine(bot.url, 'GET', `conversations/${conversationId}`, { token });
    const { pathname, search } = new URL(streamUrl);
    const socket = connect(Number(new URL(bot.url).port), '127.0.0.1');
    socket.write(plain('/readyz') + upgrade(`${pathname}${search}`));
    let text = '';
    for await (const chunk of socket) {
      text += String(chunk);
      if (statuses(text).length === 2) break;
    }
    expect(statuses(text)).to.deep.equal(['200', '101']);
  });

  it('are not answered behind an answer that closes the connection', async () => {
    expect(statuses(await hear(plain('/', 'Expect: miracles\r\n') + h2c('/healthz')))).to.deep.equal(['417']);
  });

  it('whose client leaves while they wait end nothing but their connection', async () => {
    const sockets = Array.from({ length: 20 }, () => connect(Number(new URL(bot.url).port), '127.0.0.1'));
    for (const socket of sockets) {
      socket.write(plain('/readyz') + h2c('/healthz'));
      socket.on('error', () => undefined);
      setImmediate(() => socket.resetAndDestroy());
    }
    await Promise.all(sockets.map((socket) => once(socket, 'close')));
    expect((await fetch(`${bot.url}/healthz`)).status).to.equal(200);
  });

  it('for a stream name one host only, as every other request', async () => {
    const twice = upgrade('/v3/directline/conversations/x/stream', [...HANDSHAKE, 'Host: evil.example']);
    const { text, socket } = await sendRaw(bot.url, twice, { until: 'answered', patience: PATIENCE });
    socket.destroy();
    expect(statuses(text)).to.deep.equal(['400']);
  });
});

/** A server with limits for each address, whose callers seem to have the addresses that are given, one after the other. */
async function limited(mostPerAddress: number, addresses: readonly string[]) {
  const server = openRestify();
  const http: Server = server.server;
  limitSockets(server, { most: 1_000, mostPerAddress, trustedProxies: addressList([]) });
  server.get('/', (_request: Request, response: Response, next: () => void) => {
    response.sendRaw(200, 'here');
    next();
  });
  const whenAnswered = orderUpgrades(http);
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    whenAnswered(socket, () => serveWithoutUpgrade(http, request, socket, head)),
  );
  const accepted = new Set<Socket>();
  const left = [...addresses];
  http.prependListener('connection', (socket: Socket) => {
    if (accepted.has(socket)) return;
    accepted.add(socket);
    Object.defineProperty(socket, 'remoteAddress', { value: left.shift() });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- it listens on a port
  const { port } = http.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, accepted, close: () => void server.close() };
}

describe('connections of one address', () => {
  it('are counted by sockets: a client that asks for HTTP/2 each time keeps its own', async () => {
    const { url, accepted, close } = await limited(1, ['192.0.2.1']);
    const { text } = await sendRaw(url, h2c('/').repeat(100) + plain('/', CLOSE), {
      until: 'closed',
      patience: PATIENCE,
    });
    close();
    expect(statuses(text)).to.have.length(101);
    for (const socket of accepted)
      for (const event of ['close', 'error', 'timeout', 'data', 'end', 'drain'])
        expect(socket.listenerCount(event), event).to.be.below(5);
  });

  it('are counted for each IPv4 address where the server listens on IPv6', async () => {
    const callers = [
      '::ffff:192.0.2.1',
      '::ffff:192.0.2.2',
      '::ffff:192.0.2.1',
      '2001:db8::1',
      '2001:db8::2',
    ];
    const { url, close } = await limited(1, callers);
    const held: Socket[] = [];
    const seen: boolean[] = [];
    while (held.length < callers.length) {
      const { text, socket } = await sendRaw(url, plain('/'), { until: 'answered', patience: PATIENCE });
      held.push(socket);
      seen.push(text.includes('200'));
    }
    for (const socket of held) socket.destroy();
    close();
    expect(seen).to.deep.equal([true, true, false, true, false]);
  });
});

describe('a server that listens on all addresses of IPv6', () => {
  it('knows callers on this machine over IPv4 and IPv6, and takes each proxy’s word for its callers', async () => {
    const bot = await runBot({
      ...{ HOST: '::', PUBLIC_WEBCHAT: 'true', ALLOWED_ORIGINS: 'https://support.example.com' },
      ...{ TRUSTED_PROXIES: '127.0.0.1', ADDRESS_RATE_PER_MINUTE: '1', ADDRESS_RATE_BURST: '2' },
    });
    const { port } = new URL(bot.url);
    const get = async (host: string, path: string, headers: Record<string, string> = {}) =>
      (await fetch(`http://${host}:${port}${path}`, { headers })).status;
    const local = [];
    for (const host of ['127.0.0.1', '[::1]', 'localhost'])
      for (let i = 0; i < 4; i += 1) local.push(await get(host, '/api/packs'));
    const forwarded = [];
    for (const from of ['203.0.113.7', '203.0.113.7', '203.0.113.7', '203.0.113.8', '::ffff:203.0.113.8'])
      forwarded.push(await get('127.0.0.1', '/healthz', { 'x-forwarded-for': from }));
    const untrusted = await get('[::1]', '/api/packs', { 'x-forwarded-for': '127.0.0.2' });
    await bot.close();
    expect(local).to.deep.equal(local.map(() => 200));
    expect(forwarded).to.deep.equal([200, 200, 429, 200, 200]);
    expect(untrusted).to.equal(403);
  });
});
