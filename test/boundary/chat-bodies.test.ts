import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openStore } from '../../src/store/index.ts';
import type { ReplyActivities } from '../../src/bot/index.ts';
import { begin, callDirectLine, type Answered } from '../support/direct-line.ts';
import { runBot, type RunningBot } from '../support/running-bot.ts';
import { fire } from './fire.ts';
import { hostileShots, type Valid } from './hostile-bodies.ts';
import { isLong, sizeOf } from './size.ts';

const BODIES = sizeOf({ default: 100, all: 150, long: 10_000 });

const FIELDS = ['value', 'channelData', 'locale', 'textFormat', 'from', 'attachments', 'entities', 'id'];
const TYPES = ['message', 'event', 'typing', 'endOfConversation', 'conversationUpdate', 'invoke', 'x'];

describe(`${String(BODIES)} hostile bodies to each door of the web chat`, function () {
  this.timeout(isLong ? 900_000 : 60_000);
  let folder: string;
  let bot: RunningBot;
  let talk: Answered;
  let serial = 0;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-chat-boundary-'));
    const file = join(folder, 'waymark.db');
    const store = await openStore<ReplyActivities>({
      databaseUrl: undefined,
      file,
      onIdleError: () => undefined,
    });
    const rates = { CONVERSATION_RATE_PER_MINUTE: '1000000', CONVERSATION_RATE_BURST: '100000' };
    bot = await runBot(rates, { store });
    talk = await begin(bot.url);
  });
  after(async () => {
    await bot.close();
    rmSync(folder, { recursive: true });
  });

  const valid: Valid = () => {
    serial += 1;
    return {
      type: TYPES[serial % TYPES.length],
      text: 'upgrade',
      from: { id: 'somebody' },
      channelData: { clientActivityID: `mine-${String(serial % 50)}` },
    };
  };
  const authorization = () => ({ authorization: `Bearer ${talk.token}` });
  const path = (end = '') => `/v3/directline/conversations/${talk.conversationId}${end}`;

  it('with a good token, to the activities; what is in the log can still be read', async () => {
    await fire(bot.url, hostileShots(path('/activities'), 'POST', valid, FIELDS, authorization()), BODIES);
    let read = 0;
    for (let watermark = '0'; ;) {
      const end = `conversations/${talk.conversationId}/activities?watermark=${watermark}`;
      const { status, activities, ...polled } = await callDirectLine(bot.url, 'GET', end, {
        token: talk.token,
      });
      expect(status).to.equal(200);
      if (activities.length === 0) break;
      read += activities.length;
      watermark = polled.watermark;
      for (const { from } of activities) expect(from.id).to.match(/^(?:dl_[\w-]{22}|waymark)$/u);
    }
    expect(read).to.be.above(10);
  });

  it('without a token, to the activities: nobody is let in', async () => {
    const taken: number[] = [];
    await fire(
      bot.url,
      hostileShots(path('/activities'), 'POST', valid, FIELDS),
      BODIES,
      ({ status, text }) => {
        if (status < 400 && text.includes('"id"')) taken.push(status);
      },
    );
    expect(taken).to.deep.equal([]);
  });

  for (const end of ['/upload', '/stream'])
    it(`to ${end}`, () =>
      fire(
        bot.url,
        hostileShots(path(end), end === '/stream' ? 'GET' : 'POST', valid, FIELDS, authorization()),
        BODIES,
      ));

  it('to tokens/generate', () =>
    fire(bot.url, hostileShots('/v3/directline/tokens/generate', 'POST', valid, ['user']), BODIES));

  it('to tokens/refresh', () =>
    fire(
      bot.url,
      hostileShots('/v3/directline/tokens/refresh', 'POST', valid, FIELDS, authorization()),
      BODIES,
    ));

  it('to conversations', () =>
    fire(
      bot.url,
      hostileShots('/v3/directline/conversations', 'POST', valid, FIELDS, authorization()),
      BODIES,
    ));

  it('to chat/session', () =>
    fire(
      bot.url,
      hostileShots('/chat/session', 'POST', () => ({ ticket: 'none' }), ['ticket']),
      BODIES,
    ));
});
