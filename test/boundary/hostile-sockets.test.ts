import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import { begin, callDirectLine, type Answered } from '../support/direct-line.ts';
import { runBot, type RunningBot } from '../support/running-bot.ts';
import { heap, mb } from './fire.ts';
import { frame, HANDSHAKE, sendRaw, upgrade } from './raw-socket.ts';
import { isLong, sizeOf } from './size.ts';

const FLOOD = sizeOf({ default: 100, all: 300, long: 5_000 });
const UNREAD = sizeOf({ default: 75, all: 150, long: 600 });

describe('hostile sockets at the streams of the web chat', function () {
  this.timeout(isLong ? 300_000 : 60_000);
  let bot: RunningBot;
  let talk: Answered;
  let honest: { readonly talk: Answered; readonly socket: WebSocket; readonly got: string[] };
  const sockets: Socket[] = [];
  before(async () => {
    bot = await runBot({ CONVERSATION_RATE_PER_MINUTE: '1000000', CONVERSATION_RATE_BURST: '100000' });
    talk = await begin(bot.url);
    honest = await openHonest(bot.url);
  });
  after(async () => {
    honest.socket.terminate();
    await bot.close();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await isServed();
  });

  /** Another visitor is still served, over a stream that was open all the time. */
  async function isServed(): Promise<void> {
    expect((await fetch(`${bot.url}/healthz`)).status).to.equal(200);
    const text = `are you there, ${String(honest.got.length)}`;
    const path = `conversations/${honest.talk.conversationId}/activities`;
    const body = { type: 'message', text };
    await callDirectLine(bot.url, 'POST', path, { token: honest.talk.token, body });
    for (let i = 0; i < 100 && !honest.got.some((shown) => shown.includes(text)); i += 1) await pause(50);
    expect(honest.got.some((shown) => shown.includes(text))).to.equal(true);
    expect(honest.socket.readyState).to.equal(WebSocket.OPEN);
  }

  const raw = async (bytes: string, behind?: Buffer) => {
    const sending =
      behind === undefined
        ? ({ until: 'answered', patience: 10_000 } as const)
        : ({ until: 'closed', patience: 5_000, behind } as const);
    const seen = await sendRaw(bot.url, bytes, sending);
    sockets.push(seen.socket);
    return seen;
  };
  const streamPath = async () => {
    const path = `conversations/${talk.conversationId}`;
    const { streamUrl } = await callDirectLine(bot.url, 'GET', path, { token: talk.token });
    const { pathname, search } = new URL(streamUrl);
    return `${pathname}${search}`;
  };

  it('that ask for odd addresses are refused', async () => {
    const targets = [
      ...[
        '//',
        '///',
        '//x:y',
        'http://[',
        'http://',
        '*',
        '/%',
        '/%00',
        '/\u0001',
        'x',
        '?',
        '/v3/directline/conversations/%/stream',
      ],
      ...[
        '/v3/directline/conversations//stream',
        '/v3/directline/conversations/../stream?t=x',
        `/${'a'.repeat(8_000)}`,
      ],
      ...[
        '/v3/directline/conversations/__proto__/stream?t=__proto__&watermark=-1',
        'http://user:pw@[::1/stream',
      ],
      `/v3/directline/conversations/${talk.conversationId}/stream?watermark=${'9'.repeat(400)}&t=%ff`,
    ];
    for (const target of targets) {
      const { text } = await raw(upgrade(target));
      expect(text, target).to.not.match(/^HTTP\/1\.1 (?:101|2|5)/u);
      expect(bot.log.join()).to.not.contain('nobody handled');
    }
  });

  it('whose handshake is none are refused', async () => {
    const path = await streamPath();
    const without = (name: string) => HANDSHAKE.filter((header) => !header.startsWith(name));
    const odd: readonly string[] = [
      upgrade(path, without('Sec-WebSocket-Key')),
      upgrade(path, without('Sec-WebSocket-Version')),
      upgrade(path, [
        ...without('Sec-WebSocket-Version'),
        'Sec-WebSocket-Version: 8\r\nSec-WebSocket-Version: 13',
      ]),
      upgrade(path, [...without('Sec-WebSocket-Key'), 'Sec-WebSocket-Key: x']),
      upgrade(path, [...HANDSHAKE, 'Sec-WebSocket-Extensions: ,;=,permessage-deflate; x="']).replace(
        '13',
        '99',
      ),
      upgrade(path, HANDSHAKE, 'POST'),
      upgrade(path, HANDSHAKE, 'DELETE'),
      upgrade(path, ['Host: localhost', 'Connection: Upgrade', 'Upgrade: h2c', 'HTTP2-Settings: x']),
      upgrade(path, ['Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket, tls/1.0']),
    ];
    for (const bytes of odd) {
      const { text } = await raw(bytes);
      expect(text, bytes).to.match(/^HTTP\/1\.1 4/u);
    }
  });

  it('that send what no client sends are closed', async () => {
    const small = Buffer.from('x');
    const hostile: Readonly<Record<string, Buffer>> = {
      garbage: Buffer.from('GET / HTTP/1.1\r\n\r\n'.repeat(20)),
      zeros: Buffer.alloc(5_000),
      'a frame that says that it is huge': frame(0x81, small, 2 ** 40),
      'a large frame': frame(0x81, Buffer.alloc(5_000, 'x')),
      'a large binary frame': frame(0x82, Buffer.alloc(5_000)),
      'fragments without an end': Buffer.concat([
        frame(0x01, small),
        ...Array.from({ length: 3_000 }, () => frame(0x00, small)),
      ]),
      'a fragment of nothing': frame(0x00, small),
      'a frame that is not masked': Buffer.from([0x81, 1, 120]),
      'a reserved bit': frame(0xc1, small),
      'a reserved kind': frame(0x83, small),
      'a ping that is too long': frame(0x89, Buffer.alloc(200)),
      'no UTF-8': frame(0x81, Buffer.from([0xff, 0xfe])),
      'a close with half a code': frame(0x88, small),
      'more pings than anybody needs': Buffer.concat(Array.from({ length: 500 }, () => frame(0x89, small))),
      'more texts than anybody needs': Buffer.concat(Array.from({ length: 500 }, () => frame(0x81, small))),
    };
    for (const [what, bytes] of Object.entries(hostile)) {
      const { isClosed, text } = await raw(upgrade(await streamPath()), bytes);
      expect(text, what).to.match(/^HTTP\/1\.1 101/u);
      expect(isClosed, what).to.equal(true);
    }
  });

  it(`that come in a flood (${String(FLOOD)}) are refused, or are few for each conversation`, async () => {
    const path = await streamPath();
    const forged = path.replace(/t=.*$/u, 't=x');
    const before = heap();
    let [taken, refused] = [0, 0];
    for (let from = 0; from < FLOOD; from += 100) {
      const wave = await Promise.all(
        Array.from({ length: 100 }, (_, i) => raw(upgrade(i % 2 === 0 ? path : forged))),
      );
      taken += wave.filter(({ text }) => text.startsWith('HTTP/1.1 101')).length;
      refused += wave.filter(({ text }) => text.startsWith('HTTP/1.1 403')).length;
    }
    expect({ taken, refused }).to.deep.equal({ taken: FLOOD / 2, refused: FLOOD / 2 });
    // One of the honest visitor, and at most eight of the conversation under attack.
    expect(await openStreams()).to.be.at.most(1 + 8);
    for (const socket of sockets.splice(0)) socket.destroy();
    await pause(200);
    expect(await openStreams()).to.equal(1);
    const kept = heap() - before;
    if (isLong) console.log(`      ${String(FLOOD)} upgrades, ${mb(kept)} MB more`);
    expect(kept).to.be.below(24 * 2 ** 20);
  });

  it(`that never read cost no more than what is on its way, while ${String(UNREAD * 90)} KB are sent`, async () => {
    const bytes = upgrade(await streamPath());
    for (let i = 0; i < 8; i += 1) {
      const { socket } = await raw(bytes);
      socket.pause();
    }
    const path = `conversations/${talk.conversationId}/activities`;
    const before = inUse();
    let most = 0;
    for (let i = 0; i < UNREAD * 5; i += 1) {
      const body = { type: 'message', text: `${String(i)} ${'x'.repeat(18_000)}` };
      expect((await callDirectLine(bot.url, 'POST', path, { token: talk.token, body })).status).to.equal(200);
      if (i % 20 === 19) most = Math.max(most, inUse() - before);
    }
    if (isLong)
      console.log(
        `      8 streams that are not read, ${String((UNREAD * 90) / 1_000)} MB for each: ${mb(most)} MB in use at most`,
      );
    // At most twenty entries at once for each of the eight. Without that bound it would be more than 54 MB.
    expect(most).to.be.below(40 * 2 ** 20);
  });

  async function openStreams(): Promise<number> {
    const figures = await (await fetch(`${bot.url}/metrics`)).text();
    return Number(/^waymark_streams_open (\d+)$/mu.exec(figures)?.[1]);
  }
});

/** Bytes in use after a garbage collection, buffers included. */
function inUse(): number {
  return heap() + process.memoryUsage().external;
}

async function openHonest(url: string) {
  const talk = await begin(url);
  const got: string[] = [];
  const socket = new WebSocket(talk.streamUrl);
  socket.on('message', (text: Buffer) => got.push(text.toString()));
  await new Promise((resolve) => socket.once('open', resolve));
  return { talk, socket, got };
}
