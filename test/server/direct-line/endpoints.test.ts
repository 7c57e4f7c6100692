import { expect } from 'chai';
import { chatSessionSchema } from '../../../src/contract/schemas.ts';
import { createTokens } from '../../../src/directline/index.ts';
import {
  begin,
  callDirectLine,
  generateToken,
  takeSession,
  type Answered,
  type Call,
} from '../../support/direct-line.ts';
import { freePort } from '../../support/free-port.ts';
import { memoryStore, runBot, type RunningBot } from '../../support/running-bot.ts';

const KEY = 'a-signing-key-for-the-tests-of-32-signs';

describe('the Direct Line endpoints', () => {
  let bot: RunningBot;
  let talk: Answered;
  before(async () => {
    bot = await runBot({
      DIRECT_LINE_SIGNING_KEY: KEY,
      ALLOWED_ORIGINS: 'https://support.example',
      CONVERSATION_RATE_BURST: '200',
    });
    talk = await begin(bot.url);
  });
  after(() => bot.close());

  const call = (method: string, path: string, fields: Call = {}) =>
    callDirectLine(bot.url, method, path, fields);
  const activities = () => `conversations/${talk.conversationId}/activities`;
  const post = (body: unknown) => call('POST', activities(), { token: talk.token, body });
  /** Everything behind a watermark, poll by poll. */
  const allBehind = async (watermark: number) => {
    const found: Answered['activities'][number][] = [];
    for (let at = String(watermark); ;) {
      const polled = await call('GET', `${activities()}?watermark=${at}`, { token: talk.token });
      if (polled.activities.length === 0) return found;
      found.push(...polled.activities);
      at = polled.watermark;
    }
  };
  const all = () => allBehind(0);

  it('give a token for half an hour, and a stream’s address with it', () => {
    expect(talk.status).to.equal(201);
    expect(talk.expires_in).to.equal(1_800);
    expect(talk.conversationId).to.match(/^[\w-]{22}$/);
    expect(talk.streamUrl).to.match(
      new RegExp(
        `^${bot.url.replace('http', 'ws')}/v3/directline/conversations/${talk.conversationId}/stream\\?`,
      ),
    );
    const [, claims = ''] = talk.token.split('.');
    const read: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString());
    expect(read)
      .to.have.property('user')
      .that.matches(/^dl_[\w-]{22}$/);
  });

  it('give the chat page a session that is shaped as the contract says', async () => {
    const { body } = await takeSession(bot.url, 'no ticket of ours');
    expect(chatSessionSchema.strict().safeParse(body).error).to.equal(undefined);
  });

  it('begin a conversation once, and greet in it once', async () => {
    const again = await call('POST', 'conversations', { token: talk.token, body: { user: { id: 'me' } } });
    expect(again.status).to.equal(200);
    expect(again.conversationId).to.equal(talk.conversationId);
    expect(await all()).to.have.length(1);
  });

  it('renew a token of the same conversation', async () => {
    const renewed = await call('POST', 'tokens/refresh', { token: talk.token });
    expect(renewed).to.include({ status: 200, conversationId: talk.conversationId, expires_in: 1_800 });
    expect((await call('GET', activities(), { token: renewed.token })).status).to.equal(200);
  });

  it('know no conversation that has not begun', async () => {
    const { token, conversationId } = await generateToken(bot.url);
    const path = `conversations/${conversationId}`;
    for (const [method, at] of [
      ['GET', path],
      ['GET', `${path}/activities`],
      ['POST', `${path}/activities`],
    ] as const) {
      const body = method === 'POST' ? { type: 'message', text: 'hello' } : undefined;
      const { status, body: problem } = await call(method, at, { token, body });
      expect(status, `${method} ${at}`).to.equal(404);
      expect(problem).to.have.nested.property('error.code', 'NotFound');
    }
  });

  it('refuse who has no token, a forged one, an expired one, and one for something else', async () => {
    const seat = { conversation: talk.conversationId, user: 'dl_me' };
    const tokens = createTokens(KEY, Date.now);
    const others = createTokens(`another ${KEY}`, Date.now);
    const then = createTokens(KEY, () => Date.now() - 3_600_000);
    const claims = talk.token.split('.')[1] ?? '';
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`;
    const refused: readonly (readonly [string | undefined, number, string])[] = [
      [undefined, 401, 'MissingToken'],
      [await others.issue('rest', seat, 60), 403, 'BadToken'],
      [await tokens.issue('stream', seat, 60), 403, 'BadToken'],
      [await tokens.issue('ticket', seat, 60), 403, 'BadToken'],
      [await then.issue('rest', seat, 1_800), 403, 'TokenExpired'],
      [none, 403, 'BadToken'],
      ['undefined', 403, 'BadToken'],
    ];
    for (const [token, status, code] of refused) {
      const paths = [
        'tokens/refresh',
        'conversations',
        activities(),
        `conversations/${talk.conversationId}/upload`,
      ];
      for (const path of paths) {
        const answer = await call('POST', path, token === undefined ? {} : { token });
        expect(answer.status, `${code} ${path}`).to.equal(status);
        expect(answer.body).to.have.nested.property('error.code', code);
        expect(answer.headers.get('content-type')).to.contain('application/problem+json');
      }
    }
  });

  it('take of an activity what is a user’s, and nothing else', async () => {
    const posted = await post({
      type: 'message',
      id: 'chosen',
      text: 'thanks',
      from: { id: 'dl_somebody', name: '<b>Mallory</b>', role: 'bot' },
      recipient: { id: 'x' },
      conversation: { id: 'another' },
      channelId: 'msteams',
      serviceUrl: 'http://127.0.0.1:9',
      deliveryMode: 'expectReplies',
      timestamp: '1970-01-01T00:00:00Z',
      entities: [{ type: 'ClientCapabilities' }],
      attachments: [{ contentType: 'text/html', content: '<script>' }],
      channelData: {
        clientActivityID: 'c1',
        postBack: true,
        evil: 'x',
        messageBack: { displayText: 'Thanks', text: 1 },
      },
      locale: 'en-US',
    });
    const echo = (await all()).find(({ id }) => id === posted.id);
    expect(echo).to.deep.include({
      type: 'message',
      text: 'thanks',
      locale: 'en-US',
      channelId: 'directline',
      conversation: { id: talk.conversationId },
      channelData: { clientActivityID: 'c1', postBack: true, messageBack: { displayText: 'Thanks' } },
    });
    expect(echo?.from)
      .to.have.property('id')
      .that.matches(/^dl_[\w-]{22}$/);
    expect(Object.keys(echo ?? {})).to.have.members([
      'type',
      'text',
      'locale',
      'id',
      'channelId',
      'conversation',
      'channelData',
      'from',
      'timestamp',
    ]);
    expect(JSON.stringify(echo)).to.not.match(/Mallory|script|msteams|1970/);
  });

  it('take a card’s button for a message', async () => {
    await post({ type: 'message', text: 'BackOffice' });
    const before = await all();
    const data = findChoice(before.at(-1));
    const { id } = await post({
      type: 'message',
      value: data,
      channelData: { clientActivityID: 'press', postBack: true },
    });
    const after = (await all()).slice(before.length);
    expect(after).to.have.length(2);
    expect(after[0]).to.deep.include({ id, value: data });
    expect(after[1]?.text).to.contain('a direct upgrade is not supported');
  });

  it('know an activity by any id that its client gave it, however long, and by a number', async () => {
    const long = 'x'.repeat(7_999);
    for (const [first, again, other] of [
      [`${long}1`, `${long}1`, `${long}2`],
      ['y'.repeat(201), 'y'.repeat(201), 'y'.repeat(202)],
      [7, 7, 8],
      [9, '9', 10],
      [0, -0, 1],
    ] as const) {
      const before = await all();
      const say = (id: string | number) =>
        post({ type: 'message', text: 'thanks', channelData: { clientActivityID: id } });
      const [one, two, three] = [await say(first), await say(again), await say(other)];
      expect([one.status, two.status, three.status]).to.deep.equal([200, 200, 200]);
      expect(two.id).to.equal(one.id);
      expect(three.id).to.not.equal(one.id);
      const after = (await allBehind(before.length)).filter(({ id }) => id === one.id);
      expect(after).to.have.length(1);
      expect(after[0]).to.have.nested.property('channelData.clientActivityID', first);
    }
  });

  it('refuse an id that could be confused with another one, and take none for none', async () => {
    for (const id of ['x'.repeat(8_001), true, {}, ['a'], 1.5, 2 ** 53, 1e300]) {
      const { status, body } = await post({
        type: 'message',
        text: 'x',
        channelData: { clientActivityID: id },
      });
      expect(status, JSON.stringify(id).slice(0, 40)).to.equal(400);
      expect(JSON.stringify(body)).to.contain('channelData.clientActivityID');
    }
    for (const channelData of [
      undefined,
      null,
      'x',
      [],
      {},
      { clientActivityID: '' },
      { clientActivityID: null },
    ]) {
      const say = () => post({ type: 'typing', channelData });
      const [one, two] = [await say(), await say()];
      expect([one.status, two.status], JSON.stringify(channelData)).to.deep.equal([200, 200]);
      expect(two.id).to.not.equal(one.id);
    }
  });

  it('take note of other activities without a turn', async () => {
    const before = await all();
    for (const type of [
      'typing',
      'event',
      'conversationUpdate',
      'messageReaction',
      'invoke',
      'installationUpdate',
    ]) {
      const answer = await post({
        type,
        name: 'webchat/join',
        action: 'remove',
        membersAdded: [{ id: 'x' }],
      });
      expect(answer.status, type).to.equal(200);
      expect(answer.id).to.be.a('string');
    }
    expect(await all()).to.deep.equal(before);
  });

  it('refuse what is no activity, and files', async () => {
    for (const body of [{}, [], 'x', '{', { type: 1 }, { type: 'message', text: 7 }, { type: '' }]) {
      expect((await post(body)).status, JSON.stringify(body)).to.equal(400);
    }
    expect((await post({ type: 'message', text: 'x'.repeat(300_000) })).status).to.equal(413);
    // What is kept is shown again with every poll: it must stay small.
    expect((await post({ type: 'message', text: 'x'.repeat(20_001) })).status).to.equal(400);
    expect((await post({ type: 'message', value: { a: 'x'.repeat(8_000) } })).status).to.equal(400);
    expect((await post(`{"type":"message","value":${'['.repeat(40)}${']'.repeat(40)}}`)).status).to.equal(
      400,
    );
    const upload = await call('POST', `conversations/${talk.conversationId}/upload?userId=me`, {
      token: talk.token,
      body: 'file',
    });
    expect(upload.status).to.equal(415);
    expect(upload.headers.get('content-type')).to.contain('application/problem+json');
    const stream = await call('GET', `conversations/${talk.conversationId}/stream`, { token: talk.token });
    expect(stream.status).to.equal(426);
  });

  it('give what is behind a watermark, whatever a client makes of it', async () => {
    const last = (await all()).length;
    const first = Math.min(last, 20);
    for (const [watermark, count] of [
      ['', first],
      ['0', first],
      ['x', first],
      ['-1', first],
      [String(last - 1), 1],
      [String(last), 0],
      ['999999', 0],
      ['9'.repeat(40), first],
    ] as const) {
      const got = await call('GET', `${activities()}?watermark=${watermark}`, { token: talk.token });
      expect(got.activities, watermark).to.have.length(count);
      expect(got.watermark).to.equal(String(count === first ? first : last));
    }
  });

  it('take for a page of our own only what a browser says of one', async () => {
    const { host } = new URL(bot.url);
    for (const [origin, status] of [
      [`http://${host}`, 200],
      [`ftp://${host}`, 403],
      [`http://x@${host}`, 403],
      [`http://${host}/`, 403],
    ] as const) {
      const answered = await fetch(`${bot.url}/v3/directline/tokens/generate`, {
        method: 'POST',
        headers: { origin },
      });
      expect(answered.status, origin).to.equal(status);
    }
  });

  it('let pages of the allowed sites call, with all that the genuine client sends', async () => {
    const preflight = (origin: string, path: string) =>
      fetch(`${bot.url}/v3/directline/${path}`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type,x-ms-bot-agent,x-requested-with',
        },
      });
    for (const path of [
      'tokens/generate',
      'tokens/refresh',
      'conversations',
      activities(),
      `conversations/${talk.conversationId}`,
    ]) {
      const allowed = await preflight('https://support.example', path);
      expect(allowed.status).to.equal(204);
      expect(allowed.headers.get('access-control-allow-origin')).to.equal('https://support.example');
      const headers = allowed.headers.get('access-control-allow-headers')?.toLowerCase().split(/, */u);
      expect(headers).to.include.members([
        'authorization',
        'content-type',
        'x-ms-bot-agent',
        'x-requested-with',
      ]);
      expect(
        (await preflight('https://evil.example', path)).headers.has('access-control-allow-origin'),
      ).to.equal(false);
    }
    const evil = { origin: 'https://evil.example' };
    expect((await call('POST', 'tokens/generate', { headers: evil })).status).to.equal(403);
    expect((await call('GET', activities(), { token: talk.token, headers: evil })).status).to.equal(403);
    const ours = await call('POST', 'tokens/generate', { headers: { origin: 'https://support.example' } });
    expect(ours.headers.get('access-control-expose-headers')).to.contain('Retry-After');
  });

  it('tell a page of our own the stream as it reaches us, and others as the proxy says', async () => {
    const at = (headers: Record<string, string>) =>
      call('POST', 'conversations', { token: talk.token, headers });
    const own = await at({ origin: bot.url, 'sec-fetch-site': 'same-origin' });
    expect(own.streamUrl).to.match(/^ws:\/\/127\.0\.0\.1:/);
    const published = await runBot({ PUBLIC_WEBCHAT: 'true', ALLOWED_ORIGINS: 'https://support.example' });
    const far = await callDirectLine(published.url, 'POST', 'conversations', {
      token: (await begin(published.url)).token,
      headers: { origin: 'https://chat.example', 'sec-fetch-site': 'same-origin' },
    });
    await published.close();
    expect(far.streamUrl).to.match(/^wss:\/\/chat\.example\/v3\/directline\//);
  });
});

describe('a conversation of the web chat', () => {
  it('that could not be begun, because Azure gave no token, does not count for the address', async () => {
    const bot = await runBot({
      PUBLIC_WEBCHAT: 'true',
      ALLOWED_ORIGINS: 'https://support.example',
      TRUSTED_PROXIES: '127.0.0.1',
      WEBCHAT_RATE_PER_MINUTE: '1',
      WEBCHAT_RATE_BURST: '2',
      AZURE_DIRECT_LINE_SECRET: 'a-secret-of-azure',
      AZURE_DIRECT_LINE_URL: `http://127.0.0.1:${String(await freePort())}`,
    });
    const seen = [];
    for (let i = 0; i < 5; i += 1) {
      const headers = {
        'x-forwarded-for': '203.0.113.7',
        origin: bot.url,
        'content-type': 'application/json',
      };
      seen.push((await fetch(`${bot.url}/chat/session`, { method: 'POST', headers, body: '{}' })).status);
    }
    await bot.close();
    expect(seen).to.deep.equal([502, 502, 502, 502, 502]);
  });

  it('that is written too quickly waits', async () => {
    const bot = await runBot({ CONVERSATION_RATE_PER_MINUTE: '1', CONVERSATION_RATE_BURST: '2' });
    const { token, conversationId } = await begin(bot.url);
    const path = `conversations/${conversationId}/activities`;
    const post = () => callDirectLine(bot.url, 'POST', path, { token, body: { type: 'typing' } });
    expect([(await post()).status, (await post()).status]).to.deep.equal([200, 200]);
    const refused = await post();
    expect(refused.status).to.equal(429);
    expect(Number(refused.headers.get('retry-after'))).to.be.at.least(1);
    await bot.close();
  });

  it('does not wait for posts that could not be stored', async () => {
    let isGone = true;
    const store = await memoryStore();
    const bot = await runBot(
      { CONVERSATION_RATE_PER_MINUTE: '1', CONVERSATION_RATE_BURST: '2' },
      {
        store: {
          ...store,
          commitTurns: (...all) => (isGone ? Promise.reject(new Error('gone')) : store.commitTurns(...all)),
        },
      },
    );
    isGone = false;
    const { token, conversationId } = await begin(bot.url);
    const path = `conversations/${conversationId}/activities`;
    const post = async (id: string) => {
      const body = { type: 'message', text: 'thanks', channelData: { clientActivityID: id } };
      return (await callDirectLine(bot.url, 'POST', path, { token, body })).status;
    };
    isGone = true;
    const refused = [];
    for (let i = 0; i < 6; i += 1) refused.push(await post('a'));
    expect(refused).to.deep.equal([503, 503, 503, 503, 503, 503]);
    isGone = false;
    expect([await post('a'), await post('b'), await post('c')]).to.deep.equal([200, 200, 429]);
    await bot.close();
  });

  it('whose turn fails is told so once, and the client that it may try again', async () => {
    let isBroken = false;
    const store = await memoryStore();
    const bot = await runBot(
      {},
      {
        store: {
          ...store,
          commitTurns: (requests, ...rest) =>
            store.commitTurns(
              requests.map((request) => ({
                ...request,
                decide: (before) => {
                  const step = request.decide(before);
                  if (isBroken && step?.event !== undefined) throw new Error('broken');
                  return step;
                },
              })),
              ...rest,
            ),
        },
      },
    );
    const { token, conversationId } = await begin(bot.url);
    const path = `conversations/${conversationId}/activities`;
    const body = { type: 'message', text: 'BackOffice Server 4.5', channelData: { clientActivityID: 'a' } };
    isBroken = true;
    for (let i = 0; i < 2; i += 1) {
      const failed = await callDirectLine(bot.url, 'POST', path, { token, body });
      expect(failed.status).to.equal(502);
      expect(failed.body).to.have.nested.property('error.code', 'BotError');
    }
    const told = await callDirectLine(bot.url, 'GET', path, { token });
    expect(told.activities).to.have.length(2);
    expect(told.activities[1]?.text).to.match(/^Sorry/);
    isBroken = false;
    expect((await callDirectLine(bot.url, 'POST', path, { token, body })).status).to.equal(200);
    const mended = await callDirectLine(bot.url, 'GET', `${path}?watermark=2`, { token });
    expect(mended.activities).to.have.length(2);
    expect(bot.log.join('\n')).to.contain('a turn failed').and.not.contain('4.5');
    await bot.close();
  });

  it('waits while the database cannot be used: posts come again, polls go on, and tokens are renewed', async () => {
    let isGone = false;
    const store = await memoryStore();
    const gone = <Result>(work: () => Promise<Result>) =>
      isGone ? Promise.reject(new Error('gone')) : work();
    const bot = await runBot(
      {},
      {
        store: {
          ...store,
          commitTurns: (...all) => gone(() => store.commitTurns(...all)),
          read: (key) => gone(() => store.read(key)),
          readLog: (...all) => gone(() => store.readLog(...all)),
        },
      },
    );
    const { token, conversationId } = await begin(bot.url);
    const path = `conversations/${conversationId}/activities`;
    isGone = true;
    const posted = await callDirectLine(bot.url, 'POST', path, {
      token,
      body: { type: 'message', text: 'hi' },
    });
    expect(posted.status).to.equal(503);
    expect(posted.headers.get('retry-after')).to.equal('5');
    const polled = await callDirectLine(bot.url, 'GET', `${path}?watermark=1`, { token });
    expect(polled.body).to.deep.equal({ activities: [], watermark: '1' });
    expect(
      (await callDirectLine(bot.url, 'GET', `conversations/${conversationId}`, { token })).status,
    ).to.equal(503);
    expect((await callDirectLine(bot.url, 'POST', 'tokens/refresh', { token })).status).to.equal(200);
    isGone = false;
    expect((await callDirectLine(bot.url, 'GET', path, { token })).activities).to.have.length(1);
    await bot.close();
  });
});

/** What the first choice on a card sends. */
function findChoice(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return undefined;
  if (
    'type' in part &&
    part.type === 'Action.Submit' &&
    'data' in part &&
    JSON.stringify(part.data).includes('"question"')
  )
    return part.data;
  return Object.values(part)
    .map(findChoice)
    .find((found) => found !== undefined);
}
