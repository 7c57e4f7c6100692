import { expect } from 'chai';
import { countingStore, type CountingStore } from '../support/counting-store.ts';
import { begin, callDirectLine, type Answered } from '../support/direct-line.ts';
import { runBot, type RunningBot } from '../support/running-bot.ts';
import { seatMutations, type Use } from './mutated-chat-tokens.ts';
import { createSender, type Sender } from './send.ts';
import { isLong, sizeOf } from './size.ts';

const EACH = sizeOf({ default: 2, all: 2, long: 30 });
const KEY = 'a-signing-key-for-the-tests-of-32-signs';

describe('tokens of the web chat', function () {
  this.timeout(isLong ? 300_000 : 30_000);
  let counting: CountingStore;
  let bot: RunningBot;
  let sender: Sender;
  let mine: Answered;
  let theirs: Answered;
  before(async () => {
    counting = await countingStore();
    const rates = { CONVERSATION_RATE_PER_MINUTE: '1000000', CONVERSATION_RATE_BURST: '100000' };
    bot = await runBot({ ...rates, DIRECT_LINE_SIGNING_KEY: KEY }, { store: counting.store });
    sender = createSender(bot.url);
    [mine, theirs] = [await begin(bot.url), await begin(bot.url)];
  });
  after(async () => {
    sender.close();
    await bot.close();
  });

  const mutations = (use: Use) => {
    const [user, other] = [mine, theirs].map(({ token }) => userIn(token));
    return seatMutations(
      { key: KEY, use, conversation: mine.conversationId, user: user ?? '' },
      { conversation: theirs.conversationId, user: other ?? '' },
    );
  };

  it(`of more than twenty wrong kinds, ${String(EACH)} of each, open no endpoint`, async () => {
    const path = `conversations/${mine.conversationId}`;
    const endpoints = [
      ['GET', path],
      ['GET', `${path}/activities`],
      ['POST', `${path}/activities`],
      ['POST', `${path}/upload`],
      ['POST', 'conversations'],
      ['POST', 'tokens/refresh'],
    ] as const;
    const message = { type: 'message', text: 'hello' };
    const post = await callDirectLine(bot.url, 'POST', `${path}/activities`, {
      token: mine.token,
      body: message,
    });
    expect(post.status).to.equal(200);
    const before = counting.runs();
    const kinds = await mutations('rest');
    expect(kinds.size).to.be.at.least(20);
    const statuses = new Map<number, number>();
    for (const [kind, make] of kinds) {
      for (let n = 0; n < EACH; n += 1) {
        for (const [method, endpoint] of endpoints) {
          const authorization = `Bearer ${await make(n)}`;
          const { status, headers, text } = await sender.send({
            method,
            path: `/v3/directline/${endpoint}`,
            headers: { authorization, 'content-type': 'application/json' },
            body: method === 'POST' ? JSON.stringify(message) : '',
          });
          expect(status, `${kind}, ${String(n)}, ${method} ${endpoint}: ${text}`).to.be.oneOf([401, 403]);
          expect(headers['content-type']).to.contain('problem+json');
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      }
    }
    expect(counting.runs()).to.equal(before);
    if (isLong) console.log(`      ${String(kinds.size)} kinds: ${JSON.stringify([...statuses])}, 0 turns`);
  });

  it('of another scheme, or given twice, open no endpoint', async () => {
    const { token, conversationId } = mine;
    const path = `/v3/directline/conversations/${conversationId}`;
    for (const authorization of [
      `JWT ${token}`,
      token,
      `Bearer ${token} ${token}`,
      `Bearer ${token}, x`,
      `Basic ${token}`,
    ])
      expect(
        (await sender.send({ method: 'GET', path, headers: { authorization }, body: '' })).status,
      ).to.be.oneOf([401, 403]);
    for (const name of ['t', 'token', 'access_token'])
      expect(
        (await sender.send({ method: 'GET', path: `${path}?${name}=${token}`, headers: {}, body: '' }))
          .status,
      ).to.equal(401);
  });

  it('of the wrong kinds open no stream', async () => {
    const before = counting.runs();
    for (const [kind, make] of await mutations('stream')) {
      for (let n = 0; n < EACH; n += 1) {
        const query = new URLSearchParams({ watermark: '0', t: await make(n) }).toString();
        expect(await upgrade(mine.conversationId, query), kind).to.equal(403);
      }
    }
    for (const query of [`t=${mine.token}`, '', `t=x&${new URL(mine.streamUrl).searchParams.toString()}`])
      expect(await upgrade(mine.conversationId, query)).to.equal(403);
    expect(counting.runs()).to.equal(before);
  });

  it('of the wrong kinds bring nobody back to a conversation', async () => {
    for (const [kind, make] of await mutations('ticket')) {
      const ticket = await make(1);
      const { status, text } = await sender.send({
        method: 'POST',
        path: '/chat/session',
        headers: { 'content-type': 'application/json', origin: bot.url },
        body: JSON.stringify({ ticket }),
      });
      const session: unknown = JSON.parse(text);
      if (ticket.length > 4_096) expect(status).to.equal(400);
      else expect(session, kind).to.include({ resumed: false });
      expect(text, kind).to.not.contain(mine.conversationId);
    }
  });

  /** The status with which an upgrade is answered. */
  async function upgrade(conversation: string, query: string): Promise<number> {
    const { status } = await sender.send({
      method: 'GET',
      path: `/v3/directline/conversations/${conversation}/stream?${query}`,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      },
      body: '',
    });
    return status;
  }
});

function userIn(token: string): string {
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return typeof claims === 'object' && claims !== null && 'user' in claims ? String(claims.user) : '';
}
