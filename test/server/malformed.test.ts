import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { activity, runBot, type RunningBot } from '../support/running-bot.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('a malformed request', () => {
  let bot: RunningBot;
  before(async () => {
    bot = await runBot();
  });
  after(() => bot.close());
  // Whatever was sent, the next caller is served.
  afterEach(async () => {
    expect((await bot.say('hello', 'still here'))[0]).to.contain('Hello');
  });

  const valid = () => JSON.stringify(activity({ text: 'hello' }));
  const without = (field: string) => JSON.stringify({ ...activity({ text: 'hello' }), [field]: undefined });
  const having = (fields: Record<string, unknown>) => JSON.stringify(activity({ text: 'hello', ...fields }));

  const bodies: readonly (readonly [string, number, string | Buffer, Record<string, string>])[] = [
    ['no body', 400, '', JSON_TYPE],
    ['an empty object', 400, '{}', JSON_TYPE],
    ['null', 400, 'null', JSON_TYPE],
    ['a list', 400, '[]', JSON_TYPE],
    ['a text', 400, '"hello"', JSON_TYPE],
    ['half an object', 400, '{"type":', JSON_TYPE],
    ['two objects', 400, '{}{}', JSON_TYPE],
    ['bytes that are not UTF-8', 400, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), JSON_TYPE],
    ['NUL bytes', 400, Buffer.alloc(100), JSON_TYPE],
    ['UTF-16', 400, Buffer.from('{"type":"message"}', 'utf16le'), JSON_TYPE],
    ['nesting of 10,000 levels', 400, '['.repeat(10_000) + ']'.repeat(10_000), JSON_TYPE],
    ['a type that is a number', 400, having({ type: 7 }), JSON_TYPE],
    ['no type', 400, without('type'), JSON_TYPE],
    ['no from', 400, without('from'), JSON_TYPE],
    ['no recipient', 400, without('recipient'), JSON_TYPE],
    ['no conversation', 400, without('conversation'), JSON_TYPE],
    ['a conversation without an id', 400, having({ conversation: {} }), JSON_TYPE],
    ['half a character in an id', 400, having({ id: '\ud800x' }), JSON_TYPE],
    ['a text that is an object', 400, having({ text: {} }), JSON_TYPE],
    ['entities that are no list', 400, having({ entities: 7 }), JSON_TYPE],
    ['an entity without a type', 400, having({ entities: [{}] }), JSON_TYPE],
    ['members that are null', 400, having({ membersAdded: [null] }), JSON_TYPE],
    [
      'no service URL to reply to',
      400,
      having({ serviceUrl: undefined, deliveryMode: undefined }),
      JSON_TYPE,
    ],
    ['300 KB', 413, having({ text: 'x'.repeat(300_000) }), JSON_TYPE],
    [
      '300 KB in chunks',
      413,
      having({ text: 'x'.repeat(300_000) }),
      { ...JSON_TYPE, 'transfer-encoding': 'chunked' },
    ],
    ['20 MB in chunks', 413, Buffer.alloc(20_000_000, ' '), { ...JSON_TYPE, 'transfer-encoding': 'chunked' }],
    ['a gzip header on plain bytes', 415, valid(), { ...JSON_TYPE, 'content-encoding': 'gzip' }],
    ['gzip', 415, gzipSync(valid()), { ...JSON_TYPE, 'content-encoding': 'gzip' }],
    ['deflate', 415, valid(), { ...JSON_TYPE, 'content-encoding': 'deflate' }],
    ['no content type', 415, valid(), {}],
    ['a form', 415, 'type=message', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['multipart', 415, '--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['plain text', 415, valid(), { 'content-type': 'text/plain' }],
    ['a service URL elsewhere', 403, having({ serviceUrl: 'https://evil.example/' }), JSON_TYPE],
    ['a service URL that is no address', 403, having({ serviceUrl: 'nonsense' }), JSON_TYPE],
    [
      'a service URL with a user name',
      403,
      having({ serviceUrl: 'http://localhost@evil.example' }),
      JSON_TYPE,
    ],
    ['a service URL that is a file', 403, having({ serviceUrl: 'file://localhost/etc/passwd' }), JSON_TYPE],
  ];
  for (const [what, status, body, headers] of bodies) {
    it(`with ${what} is refused with ${String(status)}`, async () => {
      const answer = await send(bot.url, 'POST', '/api/messages', headers, body);
      expect(answer.status).to.equal(status);
      expect(answer.contentType).to.contain('application/problem+json');
      expect(answer.body).to.not.match(/\bat .*\.js|node_modules|stack/);
    });
  }

  const accepted: readonly (readonly [string, string])[] = [
    ['a __proto__ key', valid().replace('{', '{"__proto__":{"polluted":true},')],
    ['an escaped __proto__ key', valid().replace('{', '{"\\u005f\\u005fproto__":{"polluted":true},')],
    [
      'a __proto__ key with another letter escaped',
      valid().replace('{', '{"__\\u0070roto__":{"polluted":true},'),
    ],
    ['NUL in the text', having({ text: 'hello\u0000there' })],
    ['half a character', having({ text: 'hello \ud83d' })],
    [
      'null for fields that are not there',
      having({ entities: null, attachments: null, value: null, locale: null }),
    ],
    [
      'a mention without the mentioned',
      having({ entities: [{ type: 'mention', text: 'x' }, { type: 'mention' }] }),
    ],
    ['a timestamp that is none', having({ timestamp: 'yesterday' })],
    ['a text of 8,000 characters', having({ text: 'upgrade '.repeat(1_000) })],
  ];
  for (const [what, body] of accepted) {
    it(`with ${what} is answered`, async () => {
      const answer = await send(bot.url, 'POST', '/api/messages', JSON_TYPE, body);
      expect(answer.status).to.equal(200);
      expect(Object.prototype).to.not.have.property('polluted');
    });
  }

  const addresses: readonly (readonly [string, string, number])[] = [
    ['GET', '/api/messages', 405],
    ['PUT', '/api/messages', 405],
    ['DELETE', '/api/messages', 405],
    ['POST', '/', 405],
    ['POST', '/healthz', 405],
    ['GET', '/nothing/here', 404],
    ['GET', '/%', 404],
    ['GET', '/../../etc/passwd', 404],
    ['GET', '/%2e%2e/%00', 404],
    ['OPTIONS', '/api/messages', 405],
  ];
  for (const [method, path, status] of addresses) {
    it(`to ${method} ${path} is refused with ${String(status)}`, async () => {
      const answer = await send(bot.url, method, path, {}, '');
      expect(answer.status).to.equal(status);
      expect(answer.body).to.not.match(/\bat .*\.js|node_modules/);
    });
  }

  it('that breaks off leaves the server as it was', async () => {
    await new Promise<void>((resolve) => {
      const headers = { ...JSON_TYPE, 'content-length': '1000' };
      const broken = request(`${bot.url}/api/messages`, { method: 'POST', headers });
      broken.on('error', () => resolve());
      broken.write('{"type":', () => broken.destroy());
      broken.on('close', () => resolve());
    });
  });

  for (const [path, host] of [
    ['/', '['],
    ['/healthz', 'a b'],
    ['/api/messages', 'x:99999'],
    ['/v3/directline/tokens/generate', '[::1'],
    ['/', '%'],
    ['*', '['],
    ['http://[', 'x'],
    ['http://', 'x'],
    ['http://user:word@[::1/healthz', 'x'],
  ] as const) {
    it(`to "${path}" of the host "${host}" is answered 400`, async () => {
      const { status, contentType } = await send(bot.url, 'GET', path, { host }, '');
      expect(status).to.equal(400);
      expect(contentType).to.contain('application/problem+json');
    });
  }
});

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Sends exactly these headers; fetch would add and correct some. */
function send(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string | Buffer,
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    // A server that refuses a large body closes before it is all sent; the answer has then been read already.
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error);
    });
    sent.end(body);
  });
}
