import { createServer, type Server } from 'node:http';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { expect } from 'chai';
import { createReplySender } from '../../src/bot/index.ts';
import { serviceUrlRule } from '../../src/server/auth/service-url-rule.ts';
import { startBotFramework, type BotFramework } from '../support/bot-framework.ts';
import { activity, runBot } from '../support/running-bot.ts';
import { createSender } from './send.ts';

const PUBLIC = ['https://smba.trafficmanager.net', 'https://*.botframework.com'];

/** Hosts that are ours at a glance, by what would have to be misread. */
const HOSTS = [
  'smba.trafficmanager.net.evil.example',
  'evil.example#smba.trafficmanager.net',
  'smba.trafficmanager.net@evil.example',
  'evil.example?.botframework.com',
  'evilbotframework.com',
  'botframework.com.evil.example',
  'x.botframework.com:8443',
  'smba.trafficmanager.net:444',
  'smba.trafficmanager.net.',
  'x.botframework.com.',
  'smba.trafficmanager.net%2eevil.example',
  'smba.trafficmanager.net%00.evil.example',
  'smba.trafficmanager.net\\@evil.example',
  'evil.example\\.botframework.com',
  'smbа.trafficmanager.net',
  'smba。trafficmanager.net.evil.example',
  'xn--smb-6cd.trafficmanager.net',
  '169.254.169.254',
  'metadata.google.internal',
  '10.0.0.1',
  '192.168.0.1',
  '0.0.0.0',
  '[::ffff:169.254.169.254]',
  '[fe80::1]',
  '0x7f000001.evil.example',
  'user:pass@smba.trafficmanager.net',
  '127.0.0.1:1',
  'localhost:1',
  '2130706433',
  '017700000001',
  '[::1]:1',
  '127.1',
  '0177.0.0.1',
  'localhost.evil.example',
  '127.0.0.1.nip.io',
  'localtest.me',
  '127.0.0.1@evil.example',
  '127.0.0.1#@evil.example',
  'evil.example/127.0.0.1',
  '',
  ' ',
  'localhost\u0000.evil.example',
  '.botframework.com',
  '*.botframework.com',
];
const SCHEMES = ['https://', 'http://', 'ftp://', 'gopher://', '//', 'HTTPS:\\\\'];
const OTHERS = [
  'file:///etc/passwd',
  'javascript:fetch(1)',
  'data:text/plain,x',
  'unix:/var/run/docker.sock',
  'nonsense',
  'https:evil.example',
  'https:/evil.example',
  'https:///evil.example',
  ' https://evil.example',
  'blob:https://smba.trafficmanager.net/x',
  'ws://smba.trafficmanager.net',
  'https://smba.trafficmanager.net/\r\nHost: evil.example',
  'https://smba.trafficmanager.net/?@evil.example',
  'https://smba.trafficmanager.net/#x',
];
const HOSTILE = [...SCHEMES.flatMap((scheme) => HOSTS.map((host) => `${scheme}${host}`)), ...OTHERS];

/** Records every request that `fetch` makes in this process. The tests themselves do not use `fetch`. */
function countFetches(): { readonly seen: string[]; stop(): void } {
  const seen: string[] = [];
  const note = (message: unknown) => {
    const known = typeof message === 'object' && message !== null && 'request' in message;
    seen.push(known ? String(Reflect.get(Object(message.request), 'origin')) : 'unknown');
  };
  subscribe('undici:request:create', note);
  return { seen, stop: () => unsubscribe('undici:request:create', note) };
}

describe(`${String(HOSTILE.length)} hostile service URLs`, () => {
  const all = [...new Set(HOSTILE)];

  it('are more than two hundred', () => expect(all.length).to.be.at.least(200));

  it('cause no request of a bot with an app id, though the token names them', async () => {
    const framework: BotFramework = await startBotFramework();
    const bot = await runBot(framework.env);
    const { send, close } = createSender(bot.url);
    const post = async (serviceUrl: string) => {
      const fields = { channelId: 'msteams', serviceUrl, text: 'hello', deliveryMode: undefined };
      const authorization = `Bearer ${await framework.token({ serviceurl: serviceUrl })}`;
      const headers = { 'content-type': 'application/json', authorization };
      return send({ method: 'POST', path: '/api/messages', headers, body: JSON.stringify(activity(fields)) });
    };
    await post('https://evil.example/');
    const fetches = countFetches();
    for (const url of all) {
      expect((await post(url)).status, url).to.be.oneOf([400, 401, 403]);
    }
    fetches.stop();
    close();
    await Promise.all([bot.close(), framework.close()]);
    expect(fetches.seen).to.deep.equal([]);
  });

  it('cause no request to another machine where no app id is set', async () => {
    const bot = await runBot();
    const { send, close } = createSender(bot.url);
    const fetches = countFetches();
    for (const serviceUrl of all) {
      const fields = { serviceUrl, text: 'hello', deliveryMode: undefined };
      const body = JSON.stringify(activity(fields));
      const headers = { 'content-type': 'application/json' };
      const { status } = await send({ method: 'POST', path: '/api/messages', headers, body });
      expect(status, serviceUrl).to.be.oneOf([200, 400, 403]);
    }
    fetches.stop();
    close();
    await bot.close();
    for (const origin of fetches.seen)
      expect(origin).to.match(/^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/u);
  });

  it('are not sent to where they stand in the outbox', async () => {
    const fetches = countFetches();
    const send = createReplySender({ allows: serviceUrlRule(true, PUBLIC), token: undefined, fetch });
    for (const serviceUrl of all) {
      const address = JSON.stringify({ serviceUrl, conversation: 'talk' });
      const refused = await send(address, [{ type: 'message' }]).catch(() => 'refused');
      expect(refused, serviceUrl).to.equal('refused');
    }
    fetches.stop();
    expect(fetches.seen).to.deep.equal([]);
  });
});

describe('replies', () => {
  const servers: Server[] = [];
  const listen = async (answer: Parameters<typeof createServer>[1]): Promise<string> => {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}`;
  };
  after(() => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  });
  const send = (serviceUrl: string, conversation = 'talk') =>
    createReplySender({
      allows: serviceUrlRule(false, []),
      token: () => Promise.resolve('secret'),
      fetch,
      limit: 300,
    })(JSON.stringify({ serviceUrl, conversation }), [
      { type: 'message', text: 'hello', replyToId: 'a' },
    ]).then(
      () => 'sent',
      (error: unknown) => String(error),
    );

  for (const status of [301, 302, 303, 307, 308]) {
    it(`follow no redirect (${String(status)}), and take the token nowhere else`, async () => {
      let arrived = 0;
      const elsewhere = await listen((_request, response) => {
        arrived += 1;
        response.end();
      });
      const redirecting = await listen((_request, response) => {
        response.writeHead(status, { location: elsewhere });
        response.end();
      });
      expect(await send(redirecting)).to.contain(String(status));
      expect(arrived).to.equal(0);
    });
  }

  it('wait no longer than the limit for an answer, nor for its end', async () => {
    const silent = await listen(() => undefined);
    const endless = await listen((_request, response) => {
      response.writeHead(200);
      response.write('x');
    });
    expect(await send(silent)).to.contain('Timeout');
    expect(await send(endless)).to.be.oneOf([
      'sent',
      'TimeoutError: The operation was aborted due to timeout',
    ]);
  });

  it('go to no other path than the conversation’s', async () => {
    let paths: (string | undefined)[] = [];
    const open = await listen((request, response) => {
      paths = [...paths, request.url];
      response.end();
    });
    for (const id of ['..', '.']) expect(await send(open, id)).to.contain('not allowed');
    for (const id of ['../x', 'a/b', 'a?b', 'a#b', '%2e%2e']) expect(await send(open, id)).to.equal('sent');
    expect(paths.every((path) => /^\/v3\/conversations\/[^/?#]+\/activities\/a$/u.test(path ?? ''))).to.equal(
      true,
    );
  });
});
