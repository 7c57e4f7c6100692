import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import fc from 'fast-check';
import { openStore } from '../../src/store/index.ts';
import { SERVICE_URL, startBotFramework, type BotFramework } from '../support/bot-framework.ts';
import { activity, runBot, type RunningBot } from '../support/running-bot.ts';
import type { Said } from '../../src/bot/index.ts';
import { hostileShots, type Valid } from './hostile-bodies.ts';
import { createSender, type Hit, type Shot } from './send.ts';
import { isLong, SEED, sizeOf } from './size.ts';

const BODIES = sizeOf({ short: 150, long: 10_000 });

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
      openStore<Said>({ databaseUrl: undefined, file: join(folder, name), onIdleError: () => undefined });
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

  const run = async (bot: RunningBot, shots: fc.Arbitrary<Shot>): Promise<void> => {
    const { send, close } = createSender(bot.url);
    const all = fc.sample(shots, { numRuns: BODIES, seed: SEED });
    const statuses = new Map<number, number>();
    const memory: number[] = [];
    for (let from = 0; from < all.length; from += 100) {
      if (from === all.length / 2) memory.push(heap());
      const hits = await Promise.all(all.slice(from, from + 100).map((shot) => send(shot)));
      hits.forEach((hit, i) => check(hit, all[from + i]));
      for (const { status } of hits) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    close();
    memory.push(heap());
    const [half = 0, end = 0] = memory;
    if (isLong) {
      const counts = [...statuses]
        .sort(([a], [b]) => a - b)
        .map(([status, n]) => `${String(status)}: ${String(n)}`);
      console.log(
        `      ${counts.join(', ')}; heap ${mb(half)} MB after half of them, ${mb(end)} MB after all`,
      );
      expect(end - half, 'memory that was kept').to.be.below(16 * 2 ** 20);
    }
    expect(Object.prototype).to.not.have.property('polluted');
    expect((await fetch(`${bot.url}/healthz`)).status).to.equal(200);
  };

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

/** 501 is the Bot Framework's word for an invoke that a bot does not offer. */
function check({ status, headers, text }: Hit, shot: Shot | undefined): void {
  const what = `${shot?.method ?? ''} ${shot?.path.slice(0, 200) ?? ''} ${String(shot?.body).slice(0, 2_000)}: ${String(status)} ${text.slice(0, 500)}`;
  if (status >= 500 && !(status === 501 && String(shot?.body).includes('"invoke"'))) throw new Error(what);
  if (headers['x-content-type-options'] !== 'nosniff' || headers['server'] !== undefined)
    throw new Error(what);
  if (headers['content-security-policy']?.includes('frame-ancestors') !== true) throw new Error(what);
  if (status < 400 || status === 501) return;
  if (/\bat .*\.[jt]s:\d|node_modules/u.test(text)) throw new Error(what);
  if (shot?.path.startsWith('/desk') !== true && headers['content-type']?.includes('problem+json') !== true)
    throw new Error(what);
}

setFlagsFromString('--expose-gc');

function heap(): number {
  runInNewContext('gc()');
  return process.memoryUsage().heapUsed;
}

function mb(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
