import { expect } from 'chai';
import { allPacks } from '../support/all-packs.ts';
import { runApi, type Received, type RunningApi } from './api/running-api.ts';

const PAGE = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const ELSEWHERE = { ...PAGE, 'x-forwarded-for': '203.0.113.7', host: 'waymark.example' };

async function homeOf(env: NodeJS.ProcessEnv, headers: Record<string, string> = PAGE): Promise<Received> {
  const api = await runApi({ env, advisor: allPacks });
  const received = await api.send('GET', '/', { headers });
  await api.close();
  return received;
}

describe('GET /', () => {
  let api: RunningApi;
  before(async () => {
    api = await runApi({ advisor: allPacks });
  });
  after(() => api.close());

  it('is a list of addresses for programs, and a page for browsers', async () => {
    for (const headers of [{}, { accept: '*/*' }, { accept: 'text/plain' }, { accept: 'application/json' }]) {
      const { headers: got, text } = await api.send('GET', '/', { headers });
      expect(got['content-type']).to.equal('text/plain; charset=utf-8');
      for (const address of ['/api/ask', '/embed.js', '/sources', '/desk'])
        expect(text).to.contain(` ${address} `);
    }
    const page = await api.send('GET', '/', { headers: PAGE });
    expect(page.headers).to.include({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-cache',
      vary: 'Accept',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const { headers } = await api.send('GET', '/?plain', { headers: PAGE });
    expect(headers['content-type']).to.contain('text/plain');
  });

  it('says that it is a demonstration, suggests questions of each pack, and leads everywhere', async () => {
    const { text } = await api.send('GET', '/', { headers: PAGE });
    expect(text)
      .to.contain('does not exist')
      .and.to.match(/data-ask="[^"]+Millrace[^"]+"/);
    const links = [...text.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, address = '']) => address);
    expect(links).to.include.members([
      '/desk',
      '/api/openapi.json',
      '/sources/millrace-build-server/readme.md',
      '/docs/operations.md',
    ]);
    const built = links.filter((address) => !/^\/(?:site\/|desk|embed\.js)/.test(address));
    for (const address of built) expect((await api.send('GET', address)).status, address).to.equal(200);
  });

  it('says whom the chat is open to', async () => {
    const env = { PUBLIC_WEBCHAT: 'true', ALLOWED_ORIGINS: 'https://support.example.com' };
    expect((await homeOf({})).text).to.contain('open to this machine only');
    expect((await homeOf(env, ELSEWHERE)).text)
      .to.contain('open to everybody, here and on pages of https://support.example.com')
      .and.to.contain('/embed.js');
  });

  it('shows nothing of the packs to other machines where the chat is closed', async () => {
    const { status, text } = await homeOf({ API_KEYS: 'a-key-of-an-agent-1' }, ELSEWHERE);
    expect(status).to.equal(200);
    expect(text).to.contain('not open to other machines');
    expect(text).to.not.match(/Millrace|BackOffice|embed\.js|\/docs\//);
    const closed = await runApi({ env: { API_KEYS: 'a-key-of-an-agent-1' } });
    const { bytes, status: refused } = await closed.send('GET', '/docs/operations.md', {
      headers: ELSEWHERE,
    });
    await closed.close();
    expect([refused, bytes.length]).to.deep.equal([403, 0]);
  });
});

describe('GET /docs', () => {
  let api: RunningApi;
  before(async () => {
    api = await runApi();
  });
  after(() => api.close());

  it('gives the documentation as it is written, as text', async () => {
    const { status, headers, text } = await api.send('GET', '/docs/security.md');
    expect([status, headers['content-type']]).to.deep.equal([200, 'text/plain; charset=utf-8']);
    expect(text).to.match(/^# Security/);
  });

  for (const path of [
    '/docs/',
    '/docs/../package.json',
    '/docs/%2e%2e/package.json',
    '/docs/..%2f.env.example',
  ]) {
    it(`has nothing at ${path}`, async () => {
      expect((await api.send('GET', path)).status).to.equal(404);
    });
  }
});
