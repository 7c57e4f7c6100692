import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { answerSchema, packsSchema, sourceSchema } from '../../../src/contract/schemas.ts';
import { realAdvisor } from '../../support/real-advisor.ts';
import { runApi, type RunningApi } from './running-api.ts';

const SOURCE = '/api/sources/backoffice-to-windows-server-2003/readme.txt';

describe('GET /api/packs', () => {
  let api: RunningApi;
  before(async () => {
    api = await runApi();
  });
  after(() => api.close());

  it('has exactly the fields that are described', async () => {
    const { status, json } = await api.send('GET', '/api/packs');
    expect(status).to.equal(200);
    expect(packsSchema.parse(json)).to.deep.equal(json);
  });

  it('has a name for every id in an answer', async () => {
    const [pack] = packsSchema.parse((await api.send('GET', '/api/packs')).json);
    const text = 'BackOffice Server 2.5 to Windows Server 2003';
    const answer = answerSchema.parse((await api.post('/api/ask', { text })).json);
    expect(pack?.id).to.equal(answer.pack);
    expect(pack?.products.map(({ id }) => id)).to.include.members([...answer.path]);
    expect(pack?.facts.map(({ id }) => id)).to.include.members(Object.keys(answer.facts));
    const sources = pack?.sources.map(({ file, edition }) => `${file} ${edition}`);
    expect(sources).to.include.members(answer.citations.map(({ source, edition }) => `${source} ${edition}`));
  });

  it('has the choices of a fact', async () => {
    const [pack] = packsSchema.parse((await api.send('GET', '/api/packs')).json);
    expect(pack?.facts.find(({ id }) => id === 'formerly')).to.deep.include({
      role: 'formerly',
      choices: [
        { id: 'yes', label: 'Yes' },
        { id: 'no', label: 'No' },
      ],
    });
  });

  it('tells a caller who has it that nothing has changed', async () => {
    await expectTagged(api, '/api/packs');
  });

  it('has a new tag when the content is another one', async () => {
    const { packs, ...rest } = realAdvisor();
    const [first] = packs;
    const renamed = { ...first, knowledge: { ...first.knowledge, title: 'A new title' } };
    let advisor = realAdvisor();
    const own = await runApi({ advisor: () => advisor });
    const { headers } = await own.send('GET', '/api/packs');
    advisor = { ...rest, packs: [renamed] };
    const again = await own.send('GET', '/api/packs', {
      headers: { 'if-none-match': headers.etag ?? '' },
    });
    await own.close();
    expect(again.status).to.equal(200);
    expect(again.text).to.contain('A new title');
  });
});

describe('GET /api/sources', () => {
  let api: RunningApi;
  before(async () => {
    api = await runApi();
  });
  after(() => api.close());

  it("has the vendor's lines as they are, and the rules that cite them", async () => {
    const { status, json } = await api.send('GET', SOURCE);
    expect(status).to.equal(200);
    const source = sourceSchema.parse(json);
    expect(source).to.deep.equal(json);
    const written = readFileSync('knowledge/backoffice-to-windows-server-2003/readme.txt', 'utf8');
    expect(source.lines.join('\n')).to.equal(written.replaceAll('\r\n', '\n').replace(/\n$/, ''));
    expect(source.cited['18']).to.include('backoffice-2.5-via-4.5');
    expect(source.cited).to.not.have.property('1');
  });

  it('is found with the edition that an answer cites', async () => {
    const { json } = await api.post('/api/ask', { text: 'BackOffice Server 2.5 to Windows Server 2003' });
    const [citation] = answerSchema.parse(json).citations;
    const query = `?edition=${encodeURIComponent(citation?.edition ?? '')}`;
    const { status, json: body } = await api.send('GET', SOURCE + query);
    expect(status).to.equal(200);
    const lines = sourceSchema.parse(body).lines;
    expect(lines[(citation?.lines[0] ?? 0) - 1]).to.contain(citation?.quote);
  });

  it('is not there in another edition, and the current one is named', async () => {
    const { status, json } = await api.send('GET', `${SOURCE}?edition=2001`);
    expect(status).to.equal(404);
    expect(json).to.have.property('detail').that.contains('undated, recorded 2026-11-23');
  });

  const missing: readonly string[] = [
    '/api/sources/other/readme.txt',
    '/api/sources/backoffice-to-windows-server-2003/other.txt',
    '/api/sources/backoffice-to-windows-server-2003/rules.yaml',
    '/api/sources/backoffice-to-windows-server-2003/',
    '/api/sources/backoffice-to-windows-server-2003',
    '/api/sources/backoffice-to-windows-server-2003/../../package.json',
    '/api/sources/backoffice-to-windows-server-2003/..%2f..%2fpackage.json',
    '/api/sources/backoffice-to-windows-server-2003/%2e%2e%2frules.yaml',
    '/api/sources/..%2fknowledge/readme.txt',
    '/api/sources/__proto__/constructor',
    '/api/sources/backoffice-to-windows-server-2003/__proto__',
    '/api/sources/backoffice-to-windows-server-2003/readme.txt%00',
    '/api/sources/%/readme.txt',
  ];
  for (const path of missing) {
    it(`does not have ${path}`, async () => {
      const { status, headers } = await api.send('GET', path);
      expect(status).to.equal(404);
      expect(headers['content-type']).to.contain('application/problem+json');
    });
  }

  it('tells a caller who has it that nothing has changed', async () => {
    await expectTagged(api, SOURCE);
  });

  it('sends the headers alone to HEAD', async () => {
    const [get, head] = [await api.send('GET', SOURCE), await api.send('HEAD', SOURCE)];
    expect(head.bytes).to.have.length(0);
    expect(head.headers['content-length']).to.equal(String(get.bytes.length));
    expect(head.headers.etag).to.equal(get.headers.etag);
  });

  it('takes no other method', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await api.send(method, SOURCE)).status).to.equal(405);
      expect((await api.send(method, '/api/packs')).status).to.equal(405);
    }
  });
});

async function expectTagged(api: RunningApi, path: string): Promise<void> {
  const { headers } = await api.send('GET', path);
  const etag = headers.etag ?? '';
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await api.send('GET', path, { headers: { 'if-none-match': known } });
    expect(again.status, known).to.equal(304);
    expect(again.bytes).to.have.length(0);
    expect(again.headers.etag).to.equal(etag);
  }
  expect((await api.send('GET', path, { headers: { 'if-none-match': '"other"' } })).status).to.equal(200);
  // What a browser sends when somebody reloads the page by force.
  const forced = { 'if-none-match': etag, 'cache-control': 'no-cache' };
  expect((await api.send('GET', path, { headers: forced })).status).to.equal(200);
}
