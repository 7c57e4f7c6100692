import { expect } from 'chai';
import type { Advisor, Knowledge } from '../../src/core/index.ts';
import { pack } from '../core/builders.ts';
import { advisorOn } from '../core/conversation.ts';
import { upgrade } from '../core/rule-builders.ts';
import { allPacks } from '../support/all-packs.ts';
import { runApi, type Received, type RunningApi } from './api/running-api.ts';

const BACKOFFICE = '/sources/backoffice-to-windows-server-2003/readme.txt';

async function pageOn(knowledge: Knowledge, path: string): Promise<string> {
  const advisor: Advisor = advisorOn(knowledge);
  const api = await runApi({ advisor: () => advisor });
  const { text } = await api.send('GET', path);
  await api.close();
  return text;
}

/** The line as it stands on the page, with what is beside it. */
const lineOf = (text: string, line: number) =>
  text
    .slice(text.indexOf(`id="L${String(line)}"`), text.indexOf(`id="L${String(line + 1)}"`))
    .replace(/\s+/g, ' ');

describe('GET /sources', () => {
  let api: RunningApi;
  const get = (path: string): Promise<Received> => api.send('GET', path);
  before(async () => {
    api = await runApi({ advisor: allPacks });
  });
  after(() => api.close());

  it('shows a text with numbered lines, each an anchor, and its edition', async () => {
    const { status, headers, text } = await get(BACKOFFICE);
    expect(status).to.equal(200);
    expect(headers).to.include({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-cache',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    });
    expect([...text.matchAll(/id="L(\d+)"/g)]).to.have.length(39);
    expect(text)
      .to.contain('readme.txt, edition undated, recorded 2026-11-23')
      .and.to.not.contain('role="note"');
  });

  it('says beside a line, in words, what answers take from it', async () => {
    const { text } = await get(BACKOFFICE);
    expect(lineOf(text, 18))
      .to.contain('BackOffice Server 2.5 to Windows Server 2003: a direct upgrade is not supported.')
      .and.to.contain(
        'BackOffice Server 2.5 to Windows Server 2003: supported by way of BackOffice Server 4.5.',
      )
      .and.to.contain('class="line cited"');
    expect(lineOf(text, 24)).to.contain('another way: Only if BackOffice Server 4.0 Setup was used');
    expect(lineOf(text, 32)).to.contain('Only if the server was originally Small Business Server 4.0 or 4.5');
    expect(lineOf(text, 9)).to.contain('International versions of Small Business Server');
    expect(lineOf(text, 16)).to.not.contain('cited');
  });

  it('has words for every rule of every pack', async () => {
    for (const { knowledge } of allPacks().packs) {
      for (const { file } of knowledge.sources) {
        const { text } = await get(`/sources/${knowledge.id}/${file}`);
        const said = text.replaceAll(/\s+/g, ' ');
        for (const { id } of knowledge.rules.values())
          expect(said, id).to.match(new RegExp(`\\S <small>${id}</small>`));
        expect(said).to.not.match(/\{\w+\}|undefined|\[object/);
      }
    }
  });

  it('shows the current edition to a link of another one, and says so', async () => {
    const { status, text } = await get(`${BACKOFFICE}?edition=%3Cb%3E2nd`);
    expect(status).to.equal(200);
    expect(text).to.contain('made for another edition (&#60;b&#62;2nd)').and.to.contain('id="L18"');
    const same = await get(`${BACKOFFICE}?edition=${encodeURIComponent('undated, recorded 2026-11-23')}`);
    expect(same.text).to.not.contain('another edition');
  });

  it('escapes the text, the title and everything that a pack says', async () => {
    const evil = '<script>alert(1)</script><img src=x onerror="alert(2)">\'"&';
    const plain = pack({
      families: { alpha: ['1', '2'] },
      rules: [upgrade({ from: 'alpha-1', to: 'alpha-2' })],
    });
    const text = await pageOn(
      {
        ...plain,
        title: evil,
        sources: plain.sources.map((source) => ({
          ...source,
          title: evil,
          edition: evil,
          lines: [evil, evil],
        })),
        products: new Map([...plain.products].map(([id, product]) => [id, { ...product, name: evil }])),
      },
      '/sources/pack/readme.txt',
    );
    expect(text.match(/<script[^>]*>/g)).to.deep.equal(['<script type="module" src="/site/sources.js">']);
    expect(text).to.not.contain('<img');
    expect(text).to.contain('&#60;img src=x onerror=&#34;alert(2)&#34;&#62;&#39;&#34;&#38;');
  });

  it('shows a withdrawn rule as under review', async () => {
    const knowledge = pack({
      families: { alpha: ['1', '2'] },
      rules: [{ ...upgrade({ from: 'alpha-1', to: 'alpha-2' }), withdrawn: 'a mistake' }],
    });
    const text = await pageOn(knowledge, '/sources/pack/readme.txt');
    expect(lineOf(text, 1)).to.contain(
      'Under review, and not used in answers for now: Alpha 1 to Alpha 2: supported.',
    );
  });

  it('lists what there is, by itself and where something is not there', async () => {
    for (const [path, status] of [
      ['/sources', 200],
      ['/sources/', 200],
      ['/sources/nothing', 404],
      ['/sources/nothing/readme.txt', 404],
      ['/sources/millrace-build-server/readme.txt', 404],
      ['/sources/millrace-build-server/..%2f..%2fpackage.json', 404],
      ['/sources/__proto__/readme.txt', 404],
    ] as const) {
      const { status: got, text } = await get(path);
      expect(got, path).to.equal(status);
      expect(text).to.contain('href="/sources/millrace-build-server/readme.md"');
    }
  });

  it('is open to whom the chat is open to', async () => {
    const elsewhere = { 'x-forwarded-for': '203.0.113.7', host: 'waymark.example' };
    for (const [env, status] of [
      [{ API_KEYS: 'a-key-of-an-agent-1' }, 403],
      [{ PUBLIC_WEBCHAT: 'true', ALLOWED_ORIGINS: 'https://support.example.com' }, 200],
    ] as const) {
      const own = await runApi({ env });
      const pages = [
        await own.send('GET', BACKOFFICE, { headers: elsewhere }),
        await own.send('GET', '/sources', { headers: elsewhere }),
      ];
      await own.close();
      for (const page of pages) {
        expect(page.status).to.equal(status);
        expect(page.text.includes('BackOffice')).to.equal(status === 200);
      }
    }
  });

  it('is not sent again to a browser that has it', async () => {
    const { headers } = await get(BACKOFFICE);
    const again = await api.send('GET', BACKOFFICE, { headers: { 'if-none-match': headers.etag ?? '' } });
    expect([again.status, again.bytes.length]).to.deep.equal([304, 0]);
  });
});
