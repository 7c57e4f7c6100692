import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type fc from 'fast-check';
import { openStore } from '../../src/store/index.ts';
import { SERVICE_URL, startBotFramework, type BotFramework } from '../support/bot-framework.ts';
import { activity, runBot, type RunningBot } from '../support/running-bot.ts';
import type { ReplyActivities } from '../../src/bot/index.ts';
import { fire } from './fire.ts';
import { hostileShots, type Valid } from './hostile-bodies.ts';
import type { Shot } from './send.ts';
import { isLong, sizeOf } from './size.ts';

const BODIES = sizeOf({ default: 40, all: 150, long: 10_000 });

const ACTIVITY_FIELDS = [
  'value',
  'channelData',
  'entities',
  'membersAdded',
  'attachments',
  'timestamp',
  'name',
];
const TYPES = [
  'message',
  'messageUpdate',
  'conversationUpdate',
  'installationUpdate',
  'invoke',
  'event',
  'x',
];

describe(`${String(BODIES)} hostile bodies`, function () {
  this.timeout(isLong ? 900_000 : 60_000);
  let folder: string;
  let framework: BotFramework;
  let local: RunningBot;
  let registered: RunningBot;
  let token: string;
  let serial = 0;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-boundary-'));
    framework = await startBotFramework();
    const store = (name: string) =>
      openStore<ReplyActivities>({
        databaseUrl: undefined,
        file: join(folder, name),
        onIdleError: () => undefined,
      });
    const rates = {
      API_RATE_PER_MINUTE: '1000000',
      API_RATE_BURST: '100000',
      CHANNEL_RATE_PER_MINUTE: '1000000',
      CHANNEL_RATE_BURST: '100000',
    };
    local = await runBot(rates, { store: await store('local.db') });
    registered = await runBot({ ...framework.env, ...rates }, { store: await store('registered.db') });
    token = await framework.token();
  });
  after(async () => {
    await Promise.all([local.close(), registered.close(), framework.close()]);
    rmSync(folder, { recursive: true });
  });

  const valid: Valid = () => {
    serial += 1;
    return activity({
      type: TYPES[serial % TYPES.length],
      text: 'upgrade',
      deliveryMode: serial % 3 === 0 ? undefined : 'expectReplies',
    });
  };
  const asChannel: Valid = () => ({
    ...valid(),
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    deliveryMode: 'expectReplies',
  });
  const question: Valid = () => ({ text: 'upgrade', facts: { target: 'unknown' }, settled: [], pack: 'x' });
  const batch: Valid = () => ({ questions: [question(), { text: 'hello' }] });

  const run = ({ url }: RunningBot, shots: fc.Arbitrary<Shot>) => fire(url, shots, BODIES);

  it('without an app id, to the Bot Framework’s door', () =>
    run(local, hostileShots('/api/messages', 'POST', valid, ACTIVITY_FIELDS)));

  it('with a good token, to the Bot Framework’s door', () =>
    run(
      registered,
      hostileShots('/api/messages', 'POST', asChannel, ACTIVITY_FIELDS, { authorization: `Bearer ${token}` }),
    ));

  it('without a token, to the Bot Framework’s door: nobody is let in', async () => {
    await run(registered, hostileShots('/api/messages', 'POST', asChannel, ACTIVITY_FIELDS));
  });

  it('to the ask API', () => run(local, hostileShots('/api/ask', 'POST', question, ['text', 'facts'])));

  it('to the ask API, in batches', () =>
    run(local, hostileShots('/api/ask/batch', 'POST', batch, ['questions'])));

  for (const path of [
    '/',
    '/desk',
    '/healthz',
    '/readyz/ask',
    '/api/packs',
    '/api/openapi.json',
    '/api/sources/a/b',
  ]) {
    it(`to ${path}`, () => run(local, hostileShots(path, 'GET', question, ['text'])));
  }
});
