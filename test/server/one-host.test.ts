import { expect } from 'chai';
import { sendRaw } from '../boundary/raw-socket.ts';
import { runBot, type RunningBot } from '../support/running-bot.ts';

const get = (target: string, ...headers: readonly string[]) =>
  `GET ${target} HTTP/1.1\r\n${[...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`;
const LOCAL = 'Host: localhost:3978';

describe('a request is for one host', () => {
  let bot: RunningBot;
  before(async () => {
    bot = await runBot();
  });
  after(() => bot.close());
  /** The status and the answer, as one text. */
  const ask = async (bytes: string) => {
    const { text } = await sendRaw(bot.url, bytes, { until: 'closed', patience: 10_000 });
    return text;
  };
  const statusOf = async (bytes: string) => Number(/^HTTP\/1\.1 (\d+)/u.exec(await ask(bytes))?.[1]);

  const unclear: readonly (readonly [string, string])[] = [
    ['two Host headers, the first of them of this machine', get('/api/packs', LOCAL, 'Host: evil.example')],
    ['two Host headers, the last of them of this machine', get('/api/packs', 'Host: evil.example', LOCAL)],
    ['the same Host twice', get('/api/packs', LOCAL, LOCAL.toUpperCase())],
    ['an address of another host', get('http://evil.example/api/packs', LOCAL)],
    ['an address of another port', get('http://localhost:1/api/packs', LOCAL)],
    ['an address with a name in front of the host', get('http://evil@localhost:3978/api/packs', LOCAL)],
    ['an address of another protocol', get('ftp://localhost:3978/api/packs', LOCAL)],
    [
      'an address of this machine and a Host of another',
      get('http://localhost:3978/api/packs', 'Host: evil.example'),
    ],
    ['no Host', get('/api/packs')],
    ['an empty Host', get('/api/packs', 'Host:')],
    ['two names in the Host', get('/api/packs', 'Host: localhost, evil.example')],
    ['a name in front of the Host', get('/api/packs', 'Host: evil.example@localhost')],
    ['a path in the Host', get('/api/packs', 'Host: localhost/evil')],
    ['a space in the Host', get('/api/packs', 'Host: localhost evil.example')],
    ['a tab in the Host', get('/api/packs', 'Host: localhost\tevil')],
    ['a letter of another alphabet in the Host', get('/api/packs', 'Host: loc\u00e4lhost')],
    ['an escaped letter in the Host', get('/api/packs', 'Host: local%68ost')],
    ['a port that is none', get('/api/packs', 'Host: localhost:99999')],
    ['a name for a port', get('/api/packs', 'Host: localhost:http')],
    ['brackets that do not close', get('/api/packs', 'Host: [::1')],
    ['an address that is none in brackets', get('/api/packs', 'Host: [:::1]')],
    [
      'no Host for another host’s address, in HTTP/1.0',
      'GET http://localhost:3978/api/packs HTTP/1.0\r\n\r\n',
    ],
  ];
  for (const [what, bytes] of unclear) {
    it(`and is refused with ${what}`, async () => {
      const text = await ask(bytes);
      expect(text).to.match(/^HTTP\/1\.1 400 /u);
      expect(text.toLowerCase()).to.contain('application/problem+json');
    });
  }

  it('and may name it in its address too', async () => {
    expect(await statusOf(get('http://localhost:3978/api/packs', LOCAL))).to.equal(200);
    expect(await statusOf(get('http://LOCALHOST/api/packs', 'Host: localhost:80'))).to.equal(200);
  });

  it('which is this machine only by its own names', async () => {
    for (const host of ['localhost', '127.0.0.1:3978', '[::1]:3978', '127.8.9.1', '[::ffff:127.0.0.1]'])
      expect(await statusOf(get('/api/packs', `Host: ${host}`)), host).to.equal(200);
    for (const host of [
      'evil.example',
      'localhost.',
      'localhost.evil.example',
      '127.0.0.1.nip.io',
      '0.0.0.0',
      '127.1',
    ])
      expect(await statusOf(get('/api/packs', `Host: ${host}`)), host).to.equal(403);
  });

  it('and none in HTTP/1.0, which is answered, but not as one of this machine', async () => {
    expect(await statusOf('GET /healthz HTTP/1.0\r\n\r\n')).to.equal(200);
    expect(await statusOf('GET /api/packs HTTP/1.0\r\n\r\n')).to.equal(403);
    expect(await statusOf(`GET /api/packs HTTP/1.0\r\n${LOCAL}\r\n\r\n`)).to.equal(403);
  });
});
