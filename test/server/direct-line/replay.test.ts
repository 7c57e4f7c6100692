import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { generateToken } from '../../support/direct-line.ts';
import { freePort } from '../../support/free-port.ts';
import { openGenuine, type GenuineClient } from '../../support/genuine-client.ts';
import { startPostgres } from '../../support/postgres.ts';
import { memoryStore, runBot, type RunningBot } from '../../support/running-bot.ts';
import { openStore } from '../../../src/store/index.ts';
import type { ReplyActivities } from '../../../src/bot/index.ts';

const KEY = 'a-signing-key-for-the-tests-of-32-signs';
/** All of what is asked for runs with REPLAY=long. */
const [CLIENTS, CUTS] = process.env['REPLAY'] === 'long' ? [50, 20] : [6, 5];

const openClient = async (url: string, options: object = {}): Promise<GenuineClient> => {
  const { token } = await generateToken(url);
  return openGenuine({ token, domain: `${url}/v3/directline`, timeout: 2_000, ...options });
};

/** Everything of one conversation as the log has it, read by polls. */
describe('what was sent to a conversation', function () {
  this.timeout(300_000);

  for (const webSocket of [true, false]) {
    it(`comes once and in order, whatever breaks (${webSocket ? 'WebSocket' : 'polling'})`, async () => {
      const bot = await runBot({ CONVERSATION_RATE_PER_MINUTE: '100000', CONVERSATION_RATE_BURST: '100000' });
      const clients = await Promise.all(
        Array.from({ length: CLIENTS }, () => openClient(bot.url, { webSocket, pollingInterval: 200 })),
      );
      await Promise.all(clients.map((client) => talkOn(client, CUTS, webSocket ? breakLine : undefined)));
      for (const client of clients) expectWhole(client, CUTS);
      const opened = clients.reduce((sum, client) => sum + client.opened(), 0);
      if (webSocket) expect(opened).to.be.at.least(CLIENTS * CUTS);
      for (const client of clients) client.end();
      await bot.close();
    });
  }

  it('comes again from the beginning after a reload, and behind a watermark', async () => {
    const bot = await runBot();
    const first = await openClient(bot.url);
    await talkOn(first, 3);
    first.end();
    for (const webSocket of [true, false]) {
      const again = openGenuine({ ...resume(first, bot.url), webSocket, pollingInterval: 200 });
      await again.until(first.got.length);
      expect(idsOf(again)).to.deep.equal(idsOf(first));
      again.end();
      const behind = openGenuine({
        ...resume(first, bot.url),
        watermark: '3',
        webSocket,
        pollingInterval: 200,
      });
      await behind.until(first.got.length - 3);
      expect(idsOf(behind)).to.deep.equal(idsOf(first).slice(3));
      behind.end();
    }
    await bot.close();
  });

  it('comes to every tab', async () => {
    const bot = await runBot();
    const first = await openClient(bot.url);
    await first.until(1);
    const second = openGenuine(resume(first, bot.url));
    await first.say('BackOffice Server 4.5');
    await Promise.all([first.until(3), second.until(3)]);
    expect(idsOf(second)).to.deep.equal(idsOf(first));
    for (const client of [first, second]) client.end();
    await bot.close();
  });

  it('goes on after a restart of the server, whose clients notice a pause only', async () => {
    const env = { PORT: String(await freePort()), DIRECT_LINE_SIGNING_KEY: KEY };
    const store = await memoryStore();
    const kept = { ...store, close: () => Promise.resolve() };
    let bot = await runBot(env, { store: kept });
    const client = await openClient(bot.url);
    await talkOn(client, 2);
    await bot.close(2_500);
    bot = await runBot(env, { store: kept });
    await talkOn(client, 2);
    expectWhole(client, 4);
    client.end();
    await bot.close();
    await store.close();
  });

  it('through one instance streams through another on the same database', async () => {
    const postgres = await startPostgres();
    const databaseUrl = await postgres.newDatabase();
    const instance = async () => {
      const store = await openStore<ReplyActivities>({ databaseUrl, file: '', onIdleError: () => undefined });
      return runBot({ DATABASE_URL: databaseUrl, DIRECT_LINE_SIGNING_KEY: KEY }, { store });
    };
    const bots: readonly RunningBot[] = [await instance(), await instance()];
    const [one, other] = bots.map(({ url }) => url);
    const first = await openClient(one ?? '');
    await first.until(1);
    const second = openGenuine(resume(first, other ?? ''));
    await second.until(1);
    for (let i = 0; i < 5; i += 1) {
      await (i % 2 === 0 ? first : second).say('BackOffice Server 4.5', `m${String(i)}`);
      await Promise.all([first.until(3 + 2 * i), second.until(3 + 2 * i)]);
    }
    expect(idsOf(second)).to.deep.equal(idsOf(first));
    for (const client of [first, second]) client.end();
    for (const bot of bots) await bot.close();
    await postgres.stop();
  });
});

/** Says something so many times, and does something else meanwhile. A post that is lost is sent again. */
async function talkOn(
  client: GenuineClient,
  times: number,
  meanwhile: (client: GenuineClient) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await client.until(1);
  for (let i = 0; i < times; i += 1) {
    const clientId = `m${String(client.got.length)}-${String(i)}`;
    const other = meanwhile(client);
    let id = 'retry';
    while (id === 'retry') id = await client.say(i % 2 === 0 ? 'BackOffice Server 4.5' : 'thanks', clientId);
    await client.until(({ whole }) => 'replyToId' in whole && whole.replyToId === id);
    await other;
  }
}

/** Cuts the connection somewhere; where the client waits before it connects again, as soon as it does. */
async function breakLine(client: GenuineClient): Promise<void> {
  do await setTimeout(Math.random() * 60);
  while (client.cut() === 0);
}

/** The greeting, then each message of its own and the answer to it, nothing twice. */
function expectWhole({ got }: GenuineClient, times: number): void {
  expect(got).to.have.length(1 + 2 * times);
  expect(new Set(got.map(({ id }) => id)).size).to.equal(got.length);
  for (let i = 1; i < got.length; i += 2) {
    expect(got[i]?.clientId).to.be.a('string');
    expect(got[i + 1]?.whole).to.have.property('replyToId', got[i]?.id);
  }
}

function idsOf({ got }: GenuineClient): readonly string[] {
  return got.map(({ id }) => id);
}

/** What a page keeps of a client over a reload. */
function resume({ line }: GenuineClient, url: string) {
  const token: unknown = Reflect.get(line, 'token');
  const conversationId: unknown = Reflect.get(line, 'conversationId');
  return {
    token: String(token),
    conversationId: String(conversationId),
    domain: `${url}/v3/directline`,
    timeout: 300,
  };
}
