import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { runApi, type RunningApi } from './api/running-api.ts';

const SCRIPT = 'console.log("launcher")';

describe('GET /embed.js', () => {
  let folder: string;
  let api: RunningApi;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-embed-'));
    writeFileSync(join(folder, 'embed.js'), SCRIPT);
    writeFileSync(join(folder, 'embed.js.br'), brotliCompressSync(SCRIPT));
    writeFileSync(join(folder, 'embed.js.gz'), gzipSync(SCRIPT));
    api = await runApi({ serverOptions: { embedFolder: folder } });
  });
  after(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  it('may be loaded by every site, and is kept for minutes only', async () => {
    const { status, headers, text } = await api.send('GET', '/embed.js', {
      headers: { origin: 'https://support.example.com', 'sec-fetch-site': 'cross-site' },
    });
    expect([status, text]).to.deep.equal([200, SCRIPT]);
    expect(headers).to.include({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
    });
  });

  it('comes compressed, and not at all to a browser that has it', async () => {
    for (const coding of ['br', 'gzip']) {
      const { headers, bytes } = await api.send('GET', '/embed.js', {
        headers: { 'accept-encoding': coding },
      });
      expect(headers['content-encoding']).to.equal(coding);
      const again = await api.send('GET', '/embed.js', {
        headers: { 'accept-encoding': coding, 'if-none-match': headers.etag ?? '' },
      });
      expect([bytes.length > 0, again.status, again.bytes.length]).to.deep.equal([true, 304, 0]);
    }
    expect((await api.send('HEAD', '/embed.js')).bytes.length).to.equal(0);
  });

  it('says how to build it where it is not built', async () => {
    const own = await runApi({ serverOptions: { embedFolder: 'no/such/folder' } });
    const { status, text } = await own.send('GET', '/embed.js');
    await own.close();
    expect(status).to.equal(404);
    expect(text).to.contain('npm run build');
  });
});
