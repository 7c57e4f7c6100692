import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import type { ReplyActivities } from '../../../src/bot/index.ts';
import type { Store } from '../../../src/store/index.ts';
import { begin, callDirectLine, type Answered } from '../../support/direct-line.ts';
import { fillLog } from '../../support/fill-log.ts';
import { openGenuine, type GenuineClient } from '../../support/genuine-client.ts';
import { memoryStore, runBot, type RunningBot } from '../../support/running-bot.ts';
import { sized } from '../../support/test-size.ts';

const FRAME = 256 * 1024;

describe('a backlog', function () {
  this.timeout(120_000);
  let store: Store<ReplyActivities>;
  let bot: RunningBot;
  let talk: Answered;
  let client: GenuineClient | undefined;
  /** Milliseconds that each of the next reads of the log takes longer. */
  let delays: number[] = [];
  beforeEach(async () => {
    delays = [];
    store = await memoryStore();
    const readLog: typeof store.readLog = async (...all) => {
      const read = await store.readLog(...all);
      await setTimeout(delays.shift() ?? 0);
      return read;
    };
    bot = await runBot({}, { store: { ...store, readLog } });
    talk = await begin(bot.url);
  });
  afterEach(async () => {
    client?.end();
    client = undefined;
    await bot.close();
  });

  const open = (options: object) =>
    (client = openGenuine({
      token: talk.token,
      conversationId: talk.conversationId,
      domain: `${bot.url}/v3/directline`,
      timeout: 5_000,
      ...options,
    }));
  const fill = (count: number, length?: number) => fillLog(store, talk.conversationId, count, length);
  /** The greeting comes first. */
  const expectInOrder = async (genuine: GenuineClient, count: number) => {
    await genuine.until(1 + count, 100_000);
    const texts = genuine.got.slice(1).map(({ text }) => text.trim());
    expect(texts).to.deep.equal(Array.from({ length: count }, (_, i) => `m${String(i)}`));
  };
  const poll = (watermark: string) =>
    callDirectLine(bot.url, 'GET', `conversations/${talk.conversationId}/activities?watermark=${watermark}`, {
      token: talk.token,
    });

  for (const count of [60, 1_000]) {
    it(`of ${String(count)} comes to the genuine client in order over WebSocket`, async () => {
      await fill(count);
      await expectInOrder(open({ webSocket: true }), count);
    });
  }

  it('of large entries comes to the genuine client in order over WebSocket', async () => {
    await fill(100, 20_000);
    await expectInOrder(open({ webSocket: true }), 100);
  });

  for (const count of [60, sized({ default: 160, all: 1_000 })]) {
    it(`of ${String(count)} comes to the genuine client in order by polling`, async () => {
      await fill(count);
      await expectInOrder(open({ webSocket: false, pollingInterval: 200 }), count);
    });
  }

  it('comes in order to a genuine client that polls again at once, because the poll before was slow', async () => {
    await fill(70);
    // Longer than the client’s interval, and then not at all.
    delays = [300, 0, 300, 0];
    await expectInOrder(open({ webSocket: false, pollingInterval: 200 }), 70);
  });

  it('is polled in parts of 20 activities and 256 KB, and goes on behind the watermark of each', async () => {
    await fill(45, 20_000);
    const parts: Answered[] = [];
    for (let at = '1'; parts.at(-1)?.activities.length !== 0;) {
      const part = await poll(at);
      expect(Buffer.byteLength(JSON.stringify(part.body))).to.be.at.most(FRAME + 20 * 50);
      parts.push(part);
      at = part.watermark;
    }
    const texts = parts.flatMap(({ activities }) => activities.map(({ text }) => text?.trim()));
    expect(texts).to.deep.equal(Array.from({ length: 45 }, (_, i) => `m${String(i)}`));
    await fill(45);
    expect((await poll('46')).activities).to.have.length(20);
  });

  it('has each activity’s time once', async () => {
    const posted = await callDirectLine(bot.url, 'POST', `conversations/${talk.conversationId}/activities`, {
      token: talk.token,
      body: { type: 'message', text: 'BackOffice Server 4.5', timestamp: '1970-01-01T00:00:00Z' },
    });
    expect(posted.status).to.equal(200);
    const response = await fetch(`${bot.url}/v3/directline/conversations/${talk.conversationId}/activities`, {
      headers: { authorization: `Bearer ${talk.token}` },
    });
    expect((await response.text()).match(/"timestamp":/gu)).to.have.length(3);
  });
});
