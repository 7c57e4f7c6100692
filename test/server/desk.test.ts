import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { runApi, type RunningApi } from './api/running-api.ts';

const PAGE = '<!doctype html><link href="./assets/a-1234.css"><script src="./assets/a-1234.js"></script>';
const SCRIPT = 'console.log("desk")';

describe('GET /desk', () => {
  let folder: string;
  let api: RunningApi;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-desk-'));
    const desk = join(folder, 'desk');
    mkdirSync(join(desk, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'secret.txt'), 'a secret');
    writeFileSync(join(desk, 'index.html'), PAGE);
    writeFileSync(join(desk, 'assets', 'a-1234.js'), SCRIPT);
    writeFileSync(join(desk, 'assets', 'a-1234.js.br'), brotliCompressSync(SCRIPT));
    writeFileSync(join(desk, 'assets', 'a-1234.js.gz'), gzipSync(SCRIPT));
    writeFileSync(join(desk, 'assets', 'a-1234.css'), 'body {}');
    api = await runApi({ env: { API_KEYS: 'a-key-of-an-agent-1' }, serverOptions: { deskFolder: desk } });
  });
  after(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  it('gives the page to everyone, under a policy that lets it load nothing else', async () => {
    const { status, headers, text } = await api.send('GET', '/desk', {
      headers: { host: 'waymark.example', 'x-forwarded-for': '203.0.113.7' },
    });
    expect(status).to.equal(200);
    expect(text).to.contain('<!doctype html>');
    expect(headers).to.include({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  it('finds its files from /desk and from /desk/', async () => {
    for (const path of ['/desk', '/desk/', '/desk/index.html']) {
      const { text } = await api.send('GET', path);
      const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
      expect(files).to.have.length(2);
      for (const file of files) {
        const { pathname } = new URL(file, api.url + path);
        expect((await api.send('GET', pathname)).status, `${path} ${file}`).to.equal(200);
      }
    }
  });

  it('lets assets be kept for good', async () => {
    const { headers, text } = await api.send('GET', '/desk/assets/a-1234.js');
    expect(text).to.equal(SCRIPT);
    expect(headers).to.include({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    });
  });

  const codings: readonly (readonly [string, string | undefined])[] = [
    ['gzip, deflate, br', 'br'],
    ['br;q=1.0, gzip;q=0.5', 'br'],
    ['gzip', 'gzip'],
    ['gzip, br;q=0', 'gzip'],
    ['GZIP', 'gzip'],
    ['identity', undefined],
    ['', undefined],
    ['brotli, xgzip', undefined],
  ];
  for (const [header, coding] of codings) {
    it(`sends ${coding ?? 'plain bytes'} to a browser that takes "${header}"`, async () => {
      const { headers, bytes } = await api.send('GET', '/desk/assets/a-1234.js', {
        headers: { 'accept-encoding': header },
      });
      const decoded =
        coding === 'br' ? brotliDecompressSync(bytes) : coding === 'gzip' ? gunzipSync(bytes) : bytes;
      expect(headers['content-encoding']).to.equal(coding);
      expect(decoded.toString()).to.equal(SCRIPT);
      expect(headers['content-length']).to.equal(String(bytes.length));
    });
  }

  it('sends plain bytes where nothing was compressed', async () => {
    const { headers } = await api.send('GET', '/desk/assets/a-1234.css', {
      headers: { 'accept-encoding': 'br, gzip' },
    });
    expect(headers).to.not.have.property('content-encoding');
  });

  it('tells a browser that has the page that nothing has changed', async () => {
    const { headers } = await api.send('GET', '/desk');
    const again = await api.send('GET', '/desk', { headers: { 'if-none-match': headers.etag ?? '' } });
    expect([again.status, again.bytes.length]).to.deep.equal([304, 0]);
  });

  it('sends the headers alone to HEAD', async () => {
    const { status, bytes } = await api.send('HEAD', '/desk');
    expect([status, bytes.length]).to.deep.equal([200, 0]);
  });

  const elsewhere: readonly string[] = [
    '/desk/../secret.txt',
    '/desk/..%2fsecret.txt',
    '/desk/%2e%2e/secret.txt',
    '/desk/%2e%2e%2fsecret.txt',
    '/desk/..\\secret.txt',
    '/desk/..%5csecret.txt',
    '/desk/assets/../../secret.txt',
    '/desk/assets/..%2f..%2fsecret.txt',
    '/desk/assets/%252e%252e%252fsecret.txt',
    '/desk//etc/passwd',
    '/desk/%2fetc%2fpasswd',
    '/desk/assets/',
    '/desk/assets',
    '/desk/assets/a-1234.js%00',
    '/desk/assets/other.js',
    '/desk/__proto__',
  ];
  for (const path of elsewhere) {
    it(`has nothing at ${path}`, async () => {
      const { status, text } = await api.send('GET', path);
      expect(status).to.equal(404);
      expect(text).to.not.contain('a secret');
    });
  }

  it('takes no other method', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await api.send(method, '/desk')).status).to.equal(405);
    }
  });

  it('says how to build the page where it is not built', async () => {
    const own = await runApi();
    const pages = [await own.send('GET', '/desk'), await own.send('GET', '/desk/')];
    await own.close();
    for (const { status, headers, text } of pages) {
      expect(status).to.equal(404);
      expect(headers['content-type']).to.contain('text/plain');
      expect(text).to.contain('npm run build');
    }
  });
});
