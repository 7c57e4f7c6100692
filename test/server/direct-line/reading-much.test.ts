import { once } from 'node:events';
import { expect } from 'chai';
import { WebSocket, type RawData } from 'ws';
import type { ReplyActivities } from '../../../src/bot/index.ts';
import type { Store } from '../../../src/store/index.ts';
import { callDirectLine, type Answered } from '../../support/direct-line.ts';
import { fillLog } from '../../support/fill-log.ts';
import { memoryStore, runBot, type RunningBot } from '../../support/running-bot.ts';

const SITE = 'https://support.example';
const OPEN = { PUBLIC_WEBCHAT: 'true', ALLOWED_ORIGINS: SITE, TRUSTED_PROXIES: '127.0.0.1' };

describe('an address that reads much of the web chat', () => {
  let store: Store<ReplyActivities>;
  let bot: RunningBot;
  afterEach(() => bot.close());

  const start = async (env: Readonly<Record<string, string>>) => {
    store = await memoryStore();
    bot = await runBot({ ...OPEN, ...env }, { store });
  };
  const call = (from: string, method: string, path: string, token?: string) =>
    callDirectLine(bot.url, method, path, {
      ...(token === undefined ? {} : { token }),
      headers: { origin: SITE, 'x-forwarded-for': from },
    });
  const beginFrom = async (from: string) => {
    const { token } = await call(from, 'POST', 'tokens/generate');
    return call(from, 'POST', 'conversations', token);
  };
  const poll = (from: string, { conversationId, token }: Answered, watermark = 0) =>
    call(from, 'GET', `conversations/${conversationId}/activities?watermark=${String(watermark)}`, token);

  it('waits when it polls too often, and no other does', async () => {
    await start({ WEBCHAT_POLLS_PER_MINUTE: '1', WEBCHAT_POLLS_BURST: '3' });
    const talk = await beginFrom('203.0.113.7');
    const other = await beginFrom('203.0.113.8');
    const seen = [];
    for (let i = 0; i < 4; i += 1) seen.push((await poll('203.0.113.7', talk)).status);
    expect(seen).to.deep.equal([200, 200, 200, 429]);
    // Its other conversations count with it.
    const refused = await poll('203.0.113.7', await beginFrom('203.0.113.7'));
    expect(refused.status).to.equal(429);
    expect(Number(refused.headers.get('retry-after'))).to.be.at.least(1);
    expect(refused.body).to.have.nested.property('error.code', 'TooManyRequests');
    expect((await poll('203.0.113.8', other)).status).to.equal(200);
  });

  it('waits when its polls were answered with too many bytes', async () => {
    await start({ WEBCHAT_KILOBYTES_PER_MINUTE: '1', WEBCHAT_KILOBYTES_BURST: '300' });
    const talk = await beginFrom('203.0.113.7');
    const other = await beginFrom('203.0.113.8');
    await fillLog(store, talk.conversationId, 30, 20_000);
    const [first, second] = [await poll('203.0.113.7', talk, 1), await poll('203.0.113.7', talk, 13)];
    expect([first.status, second.status]).to.deep.equal([200, 200]);
    // 245 KB each: the second is still begun, and what it had above the limit has to be made up for.
    const refused = await poll('203.0.113.7', talk, 25);
    expect(refused.status).to.equal(429);
    expect(Number(refused.headers.get('retry-after'))).to.be.at.least(60);
    const socket = openSocket(talk);
    await once(socket, 'error');
    expect((await poll('203.0.113.8', other)).status).to.equal(200);
  });

  it('is sent a stream as far as the limit goes, and the rest later', async () => {
    await start({ WEBCHAT_KILOBYTES_PER_MINUTE: '60000', WEBCHAT_KILOBYTES_BURST: '300' });
    const talk = await beginFrom('203.0.113.7');
    await fillLog(store, talk.conversationId, 60, 20_000);
    const perFrame: number[] = [];
    const socket = openSocket(talk);
    const texts: string[] = [];
    await new Promise<void>((resolve) => {
      socket.on('message', (frame: RawData) => {
        const set = readSet(frame);
        perFrame.push(set.activities.length);
        texts.push(...set.activities.map(({ text }) => text.trim()));
        if (texts.length === 61) resolve();
      });
    });
    socket.terminate();
    expect(texts.slice(1)).to.deep.equal(Array.from({ length: 60 }, (_, i) => `m${String(i)}`));
    expect(new Set(perFrame)).to.deep.equal(new Set([1]));
  });

  const openSocket = ({ streamUrl }: Answered) => {
    const local = new URL(streamUrl);
    return new WebSocket(`${bot.url.replace('http', 'ws')}${local.pathname}${local.search}`, {
      headers: { origin: SITE, 'x-forwarded-for': '203.0.113.7' },
    });
  };
});

function readSet(frame: RawData): { readonly activities: readonly { readonly text: string }[] } {
  const text = Buffer.isBuffer(frame) ? frame.toString() : '';
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- of our own server
  return (text === '' ? { activities: [] } : JSON.parse(text)) as { activities: { text: string }[] };
}
