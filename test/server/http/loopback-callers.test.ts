import { request } from 'node:http';
import { expect } from 'chai';
import { SERVICE_URL, startBotFramework, type BotFramework } from '../../support/bot-framework.ts';
import { activity, runBot, type RunningBot } from '../../support/running-bot.ts';

const FROM_OUTSIDE: readonly Record<string, string>[] = [
  { 'x-forwarded-for': '203.0.113.7' },
  { 'x-forwarded-for': '127.0.0.1' },
  { forwarded: 'for=203.0.113.7' },
  { 'x-real-ip': '203.0.113.7' },
  { via: '1.1 proxy' },
  { 'x-forwarded-for': '' },
  { 'x-forwarded-proto': 'https' },
  { 'x-forwarded-host': 'localhost' },
  { 'cf-connecting-ip': '203.0.113.7' },
  { host: 'waymark.example' },
  { host: 'localhost.example:3978' },
];

describe('without an app id', () => {
  let bot: RunningBot;
  let behindProxy: RunningBot;
  before(async () => {
    [bot, behindProxy] = await Promise.all([runBot(), runBot({ TRUSTED_PROXIES: '127.0.0.1' })]);
  });
  after(() => Promise.all([bot.close(), behindProxy.close()]));

  it('a caller on this machine is served, by every name of this machine', async () => {
    const hosts = ['127.0.0.1:3978', 'localhost', '[::1]:3978', 'LOCALHOST:1'];
    const statuses = await Promise.all(hosts.map((host) => post(bot, { host })));
    expect(statuses).to.deep.equal([200, 200, 200, 200]);
  });

  for (const headers of FROM_OUTSIDE) {
    it(`a request with ${JSON.stringify(headers)} is not from this machine`, async () => {
      expect(await post(bot, headers)).to.equal(403);
    });
  }

  it('a trusted proxy is believed: about this machine, about others, and not without a word', async () => {
    const statuses = [
      await post(behindProxy, { 'x-forwarded-for': '127.0.0.2' }),
      await post(behindProxy, { 'x-forwarded-for': '127.0.0.2, 127.0.0.1' }),
      await post(behindProxy, { 'x-forwarded-for': '127.0.0.2, 203.0.113.7' }),
      await post(behindProxy, { 'x-forwarded-for': '203.0.113.7' }),
      await post(behindProxy, { 'x-real-ip': '127.0.0.2' }),
      await post(behindProxy, { 'x-forwarded-for': 'nonsense' }),
      await post(behindProxy, { 'x-forwarded-proto': 'https' }),
    ];
    expect(statuses).to.deep.equal([200, 200, 403, 403, 403, 403, 403]);
  });

  it('a token is not looked at, so that no keys are fetched for it', async () => {
    expect(await post(bot, { authorization: 'Bearer nonsense' })).to.equal(200);
  });
});

describe('with an app id', () => {
  const fields = { serviceUrl: SERVICE_URL, channelId: 'msteams' };
  let framework: BotFramework;
  let bot: RunningBot;
  before(async () => {
    framework = await startBotFramework();
    bot = await runBot(framework.env);
  });
  after(() => Promise.all([bot.close(), framework.close()]));
  /** As a channel would post it, with a good token for this service URL. */
  const postAsChannel = async (to: RunningBot, serviceUrl: string | undefined) => {
    const token = await framework.token({ serviceurl: serviceUrl ?? SERVICE_URL });
    return to.post({ ...fields, serviceUrl }, { authorization: `Bearer ${token}` });
  };

  it('a channel with a good token is served', async () => {
    expect((await postAsChannel(bot, SERVICE_URL)).status).to.equal(200);
  });

  it('a caller without a token is refused, and is told nothing of why', async () => {
    const { status, body } = await bot.post(fields);
    expect(status).to.equal(401);
    expect(body).to.deep.equal({
      type: 'about:blank',
      status: 401,
      title: 'The caller could not be authenticated',
    });
  });

  it('a token that is none is refused', async () => {
    expect(await post(bot, { authorization: 'Bearer a.b.c' }, fields)).to.equal(401);
    expect(await post(bot, { authorization: 'Basic abc' }, fields)).to.equal(401);
  });

  for (const serviceUrl of [
    'https://smba.trafficmanager.net.evil.example/',
    'http://smba.trafficmanager.net/',
    'https://evil.example/botframework.com',
    'https://evilbotframework.com/',
    'http://127.0.0.1:1234',
    'https://smba.trafficmanager.net@evil.example/',
  ]) {
    it(`replies are not sent to ${serviceUrl}`, async () => {
      expect((await postAsChannel(bot, serviceUrl)).status).to.equal(403);
    });
  }

  it('a service URL is demanded', async () => {
    expect((await postAsChannel(bot, undefined)).status).to.equal(400);
  });

  it('service URLs can be added', async () => {
    const added = await runBot({
      ...framework.env,
      SERVICE_URLS: 'https://smba.infra.gcc.teams.microsoft.com',
    });
    const { status } = await postAsChannel(added, 'https://smba.infra.gcc.teams.microsoft.com/gcc/');
    await added.close();
    expect(status).to.equal(200);
  });
});

function post(
  bot: RunningBot,
  headers: Record<string, string>,
  fields: Record<string, unknown> = {},
): Promise<number> {
  const { hostname, port } = new URL(bot.url);
  const body = JSON.stringify(activity({ text: 'hello', ...fields }));
  return new Promise((resolve, reject) => {
    const options = { hostname, port, method: 'POST', path: '/api/messages' };
    const sent = request(
      { ...options, headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
