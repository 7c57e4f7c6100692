import { expect } from 'chai';
import { runApi, type Received, type RunningApi } from './running-api.ts';

const KEY = 'a-key-of-an-agent-1';
const OTHER_KEY = 'another-key-of-an-agent';
const ADDRESSES: readonly (readonly ['GET' | 'POST', string])[] = [
  ['POST', '/api/ask'],
  ['POST', '/api/ask/batch'],
  ['GET', '/api/packs'],
  ['GET', '/api/sources/backoffice-to-windows-server-2003/readme.txt'],
];
const BODY = JSON.stringify({ text: 'hello', questions: [] });

type Headers = Readonly<Record<string, string>>;

describe('with API keys', () => {
  let api: RunningApi;
  before(async () => {
    api = await runApi({ env: { API_KEYS: `${KEY}, ${OTHER_KEY}` } });
  });
  after(() => api.close());

  const call = (headers: Headers) => api.post('/api/ask', { text: 'hello' }, headers);

  const taken: readonly Headers[] = [
    { authorization: `Bearer ${KEY}` },
    { authorization: `bearer ${OTHER_KEY}` },
    { 'x-api-key': KEY },
    { 'x-api-key': KEY, authorization: 'Basic abc' },
    { authorization: `Bearer ${KEY}`, 'x-forwarded-for': '203.0.113.7' },
    { authorization: `Bearer ${KEY}`, host: 'waymark.example' },
  ];
  for (const headers of taken) {
    it(`takes a caller with ${JSON.stringify(headers)}`, async () => {
      expect((await call(headers)).status).to.equal(200);
    });
  }

  for (const [method, path] of ADDRESSES) {
    it(`does not take a caller without a key at ${path}, not even from this machine`, async () => {
      const { status, headers, json } = await send(api, method, path, {});
      expect(status).to.equal(401);
      expect(headers['www-authenticate']).to.equal('Bearer realm="waymark"');
      expect(json).to.have.property('detail').that.contains('X-Api-Key');
    });
  }

  const wrong: readonly Headers[] = [
    { 'x-api-key': 'a-key-of-an-agent-2' },
    { 'x-api-key': KEY.slice(0, -1) },
    { 'x-api-key': `${KEY}x` },
    { 'x-api-key': KEY.toUpperCase() },
    { 'x-api-key': `${KEY}, ${OTHER_KEY}` },
    { 'x-api-key': 'x' },
    { authorization: 'Bearer x' },
    { authorization: `Bearer ${'x'.repeat(8_000)}` },
    { authorization: 'Bearer a.b.c', 'x-api-key': KEY },
  ];
  for (const headers of wrong) {
    it(`does not take ${JSON.stringify(headers).slice(0, 80)}`, async () => {
      const received = await call(headers);
      expect(received.status).to.equal(401);
      expect(received.headers['www-authenticate']).to.contain('invalid_token');
      expect(received.text).to.not.contain(KEY);
    });
  }

  const none: readonly Headers[] = [
    { authorization: `Basic ${KEY}` },
    { authorization: KEY },
    { authorization: 'Bearer' },
    { authorization: `Bearer ${KEY} ${KEY}` },
    { 'x-api-key': '' },
    { cookie: `key=${KEY}` },
  ];
  for (const headers of none) {
    it(`finds no key in ${JSON.stringify(headers)}`, async () => {
      const received = await call(headers);
      expect(received.status).to.equal(401);
      expect(received.headers['www-authenticate']).to.not.contain('invalid_token');
    });
  }

  it('does not take a key in the address', async () => {
    expect((await api.send('GET', `/api/packs?key=${KEY}`)).status).to.equal(401);
  });

  it('never logs a key', async () => {
    await call({ 'x-api-key': KEY });
    await call({ 'x-api-key': 'a-wrong-key-of-someone' });
    expect(api.log.join('\n')).to.not.match(/key-of/);
  });

  it('leaves the description open, without examples, and shows them to who may ask', async () => {
    const open = await api.send('GET', '/api/openapi.json');
    const full = await api.send('GET', '/api/openapi.json', { headers: { 'x-api-key': KEY } });
    expect([open.status, full.status]).to.deep.equal([200, 200]);
    expect(open.headers).to.not.have.property('www-authenticate');
    expect(open.text).to.not.contain('BackOffice').and.not.contain('"example"');
    expect(full.text).to.contain('BackOffice').and.contain('"example"');
    expect(full.headers.etag).to.not.equal(open.headers.etag);
  });

  it('leaves the state of the server open', async () => {
    expect((await api.send('GET', '/readyz/ask')).status).to.equal(200);
  });
});

describe('without API keys', () => {
  const outside: readonly Headers[] = [
    { 'x-forwarded-for': '203.0.113.7' },
    { 'x-forwarded-for': '127.0.0.1' },
    { forwarded: 'for=127.0.0.1' },
    { 'x-real-ip': '127.0.0.1' },
    { via: '1.1 proxy' },
    { 'x-forwarded-proto': 'https' },
    { 'true-client-ip': '127.0.0.1' },
    { host: 'waymark.example' },
    { 'x-forwarded-for': '203.0.113.7', authorization: `Bearer ${KEY}` },
  ];
  let api: RunningApi;
  before(async () => {
    api = await runApi();
  });
  after(() => api.close());

  for (const [method, path] of ADDRESSES) {
    it(`serves callers on this machine only at ${path}`, async () => {
      const here = await send(api, method, path, {});
      expect(here.status).to.not.equal(403);
      for (const headers of outside) {
        const { status, json } = await send(api, method, path, headers);
        expect(status, JSON.stringify(headers)).to.equal(403);
        expect(json).to.have.property('detail').that.contains('API_KEYS');
      }
    });
  }

  it('believes a trusted proxy', async () => {
    const own = await runApi({ env: { TRUSTED_PROXIES: '127.0.0.1' } });
    const statuses = [
      await send(own, 'GET', '/api/packs', { 'x-forwarded-for': '127.0.0.2' }),
      await send(own, 'GET', '/api/packs', { 'x-forwarded-for': '127.0.0.2, 203.0.113.7' }),
      await send(own, 'GET', '/api/packs', { 'x-real-ip': '127.0.0.2' }),
    ].map(({ status }) => status);
    await own.close();
    expect(statuses).to.deep.equal([200, 403, 403]);
  });
});

/** A page of ours behind a proxy that changes Host and adds nothing. */
const BEHIND = { origin: 'https://waymark.example', 'sec-fetch-site': 'same-origin' };

describe('a page of another origin', () => {
  const ORIGIN = 'https://support.example.com';
  let api: RunningApi;
  before(async () => {
    api = await runApi({ env: { ALLOWED_ORIGINS: `${ORIGIN}/, http://localhost:5173` } });
  });
  after(() => api.close());

  it('may call where its origin is allowed, and may read why it was refused', async () => {
    for (const body of [{ text: 'hello' }, {}]) {
      const { status, headers } = await api.post('/api/ask', body, { origin: ORIGIN });
      expect(status).to.equal('text' in body ? 200 : 400);
      expect(headers['access-control-allow-origin']).to.equal(ORIGIN);
      expect(headers['access-control-expose-headers']).to.contain('Retry-After');
      expect(headers.vary).to.contain('Origin');
    }
  });

  it('has its preflight answered where its origin is allowed', async () => {
    for (const [method, path] of ADDRESSES) {
      const { status, headers } = await preflight(path, ORIGIN);
      expect(status).to.equal(204);
      expect(headers['access-control-allow-origin']).to.equal(ORIGIN);
      expect(headers['access-control-allow-methods']).to.contain(method);
      expect(headers['access-control-allow-headers']).to.contain('Authorization').and.contain('X-Api-Key');
    }
  });

  const foreign: readonly string[] = [
    'https://evil.example',
    'http://support.example.com',
    'https://support.example.com:8443',
    'https://support.example.com.evil.example',
    'https://sub.support.example.com',
    'HTTPS://SUPPORT.EXAMPLE.COM',
    'null',
    'nonsense',
    '*',
    '',
  ];
  for (const origin of foreign) {
    it(`may not call from "${origin}"`, async () => {
      const [call, before] = [
        await api.post('/api/ask', { text: 'hello' }, { origin }),
        await preflight('/api/ask', origin),
      ];
      expect([call.status, before.status]).to.deep.equal([403, 403]);
      for (const { headers } of [call, before]) {
        expect(headers).to.not.have.property('access-control-allow-origin');
        expect(headers).to.not.have.property('access-control-allow-methods');
      }
    });
  }

  it('is no page of another origin where it is our own, also behind a proxy', async () => {
    const host = new URL(api.url).host;
    const behind = await runApi({ env: { API_KEYS: KEY } });
    const answers = [
      await api.post('/api/ask', { text: 'hello' }, { origin: api.url }),
      await api.post('/api/ask', { text: 'hello' }, { origin: `https://${host}` }),
      await behind.post('/api/ask', { text: 'hello' }, { ...BEHIND, 'x-api-key': KEY }),
    ];
    await behind.close();
    for (const { status, headers: received } of answers) {
      expect(status).to.equal(200);
      expect(received).to.not.have.property('access-control-allow-origin');
    }
    // Without keys this machine is served only, and the browser says that it knows us by another name.
    expect((await api.post('/api/ask', { text: 'hello' }, BEHIND)).status).to.equal(403);
  });

  it('still needs a key', async () => {
    const own = await runApi({ env: { ALLOWED_ORIGINS: ORIGIN, API_KEYS: KEY } });
    const { status, headers } = await own.post('/api/ask', { text: 'hello' }, { origin: ORIGIN });
    await own.close();
    expect(status).to.equal(401);
    expect(headers['access-control-allow-origin']).to.equal(ORIGIN);
  });

  function preflight(path: string, origin: string): Promise<Received> {
    const headers = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization, content-type',
    };
    return api.send('OPTIONS', path, { headers });
  }
});

function send(api: RunningApi, method: string, path: string, headers: Headers): Promise<Received> {
  return api.send(method, path, {
    headers: { 'content-type': 'application/json', ...headers },
    body: method === 'POST' ? BODY : '',
  });
}
