import { connect } from 'node:net';
import { expect } from 'chai';
import { begin, type Answered } from '../../support/direct-line.ts';
import { sized } from '../../support/test-size.ts';
import { runBot, type RunningBot } from '../../support/running-bot.ts';

const CONVERSATIONS = sized({ default: 20, all: 100 });

describe('a token', function () {
  this.timeout(120_000);
  let bot: RunningBot;
  let talks: readonly Answered[];
  before(async () => {
    bot = await runBot();
    talks = await Promise.all(Array.from({ length: CONVERSATIONS }, () => begin(bot.url)));
  });
  after(() => bot.close());

  const endpoints: readonly (readonly [string, string, number])[] = [
    ['GET', '', 200],
    ['GET', '/activities', 200],
    ['POST', '/activities', 200],
    ['POST', '/upload', 415],
  ];
  for (const [method, path, status] of endpoints) {
    it(`opens ${method} ${path} of its own conversation, and of none of ${String(CONVERSATIONS - 1)} others`, async () => {
      const seen = await Promise.all(
        talks.map(({ token }) =>
          statuses(
            bot.url,
            talks.map(({ conversationId }) =>
              request(method, `/v3/directline/conversations/${conversationId}${path}`, token),
            ),
          ),
        ),
      );
      const wrong = pairs(seen).filter(({ i, j, found }) => found !== (i === j ? status : 403));
      expect(wrong).to.deep.equal([]);
      expect(pairs(seen)).to.have.length(CONVERSATIONS ** 2);
    });
  }

  it('of a stream opens its own, and no other', async () => {
    const seen: number[][] = [];
    for (const talk of talks) {
      const { searchParams } = new URL(talk.streamUrl);
      const found = await Promise.all(
        talks.map(({ conversationId }) =>
          statuses(bot.url, [upgrade(conversationId, searchParams.toString())]),
        ),
      );
      seen.push(found.flat());
    }
    const wrong = pairs(seen).filter(({ i, j, found }) => found !== (i === j ? 101 : 403));
    expect(wrong).to.deep.equal([]);
    expect(pairs(seen)).to.have.length(CONVERSATIONS ** 2);
  });

  it('of the endpoints opens no stream', async () => {
    for (const { conversationId, token } of talks.slice(0, 5)) {
      expect(await statuses(bot.url, [upgrade(conversationId, `watermark=0&t=${token}`)])).to.deep.equal([
        403,
      ]);
      expect(await statuses(bot.url, [upgrade(conversationId, 'watermark=0')])).to.deep.equal([403]);
    }
  });
});

function pairs(seen: readonly (readonly number[])[]) {
  return seen.flatMap((row, i) => row.map((found, j) => ({ i, j, found })));
}

function request(method: string, path: string, token: string): string {
  const body = method === 'POST' ? '{"type":"typing"}' : '';
  const length =
    method === 'POST' ? `Content-Length: ${String(body.length)}\r\nContent-Type: application/json\r\n` : '';
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n${length}\r\n${body}`;
}

function upgrade(conversation: string, query: string): string {
  return `GET /v3/directline/conversations/${conversation}/stream?${query} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
}

/** Sends requests over one connection, one behind the other, and resolves with the statuses of their answers. */
function statuses(url: string, requests: readonly string[]): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(requests.join('')));
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const found = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /gu)].map(([, status]) => Number(status));
      if (found.length < requests.length) return;
      resolve(found);
      socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`closed after ${text.slice(0, 200)}`)));
  });
}
