import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { z } from 'zod';
import { runApi, type Received, type RunningApi } from './running-api.ts';

const media = z.looseObject({ schema: z.looseObject({}), example: z.unknown().optional() });
const content = z.record(z.string(), media).optional();
const operationSchema = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  security: z.array(z.unknown()).optional(),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string(), content })),
});
const documentSchema = z.looseObject({
  openapi: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({
    schemas: z.record(z.string(), z.looseObject({})),
    securitySchemes: z.record(z.string(), z.looseObject({})),
  }),
});
type Document = z.output<typeof documentSchema>;

describe('GET /api/openapi.json', () => {
  let api: RunningApi;
  let document: Document;
  let matches: (schema: object, value: unknown) => string;
  before(async () => {
    api = await runApi();
    const { json } = await api.send('GET', '/api/openapi.json');
    document = documentSchema.parse(json);
    matches = matcher(document);
  });
  after(() => api.close());

  it('is OpenAPI 3.1, with and without examples and keys', async () => {
    const own = await runApi({ env: { API_KEYS: 'a-key-of-an-agent-1' } });
    const { json } = await own.send('GET', '/api/openapi.json');
    await own.close();
    for (const each of [document, documentSchema.parse(json)]) {
      const validator = new Validator();
      const { valid, errors } = await validator.validate(structuredClone(each));
      expect(errors).to.equal(undefined);
      expect(valid).to.equal(true);
      expect(validator.version).to.equal('3.1');
    }
  });

  it('has schemas that are JSON Schema 2020-12 in the strict sense', () => {
    for (const name of Object.keys(document.components.schemas)) {
      expect(() => matches(ref(name), undefined), name).to.not.throw();
    }
  });

  it('has every reference resolved and every schema used', () => {
    const text = JSON.stringify(document);
    const used = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
    expect([...used]).to.have.members(Object.keys(document.components.schemas));
  });

  it('describes every address of the API that the home page names, and no other', async () => {
    const { text } = await api.send('GET', '/');
    const named = [...text.matchAll(/^(GET|POST) +(\/api\/\S+|\/readyz\/ask)/gm)].map(
      ([, method = '', path = '']) => `${method} ${path.replaceAll('<', '{').replaceAll('>', '}')}`,
    );
    const ours = named.filter((address) => !address.endsWith('/api/messages'));
    expect(operations(document).map(({ address }) => address)).to.have.members(ours);
  });

  it('gives each operation a name of its own and the problems that it can have', () => {
    const all = operations(document);
    expect(new Set(all.map(({ operation }) => operation.operationId)).size).to.equal(all.length);
    for (const { address, operation } of all) {
      const expected = [
        ...(operation.security === undefined ? ['401', '403', '429', '500'] : []),
        ...(operation.requestBody === undefined ? [] : ['400', '413', '415']),
      ];
      expect(Object.keys(operation.responses), address).to.include.members(expected);
    }
  });

  it('names the schemes by which a key is sent, and demands one where keys are set', async () => {
    expect(document.components.securitySchemes['bearer']).to.include({ type: 'http', scheme: 'bearer' });
    expect(document.components.securitySchemes['apiKey']).to.include({ in: 'header', name: 'X-Api-Key' });
    expect(document.security).to.deep.equal([]);
    const own = await runApi({ env: { API_KEYS: 'a-key-of-an-agent-1' } });
    const { json } = await own.send('GET', '/api/openapi.json');
    await own.close();
    expect(documentSchema.parse(json).security).to.deep.equal([{ bearer: [] }, { apiKey: [] }]);
  });

  it('has examples that fit their schemas', () => {
    const examples = operations(document)
      .flatMap(({ operation }) => mediaOf(operation))
      .filter(hasExample);
    expect(examples).to.have.length(5);
    for (const { schema, example } of examples) expect(matches(schema, example)).to.equal('');
  });

  it('has examples that are what the server answers', async () => {
    for (const { address, operation } of operations(document)) {
      const path = address.split(' ')[1] ?? '';
      const request = operation.requestBody?.content?.['application/json'];
      const answer = operation.responses['200']?.content?.['application/json'];
      if (request === undefined || answer === undefined) continue;
      expect((await api.post(path, request.example)).json).to.deep.equal(answer.example);
    }
  });

  const requests: readonly (readonly [string, string, () => Promise<Received>])[] = [
    ['POST /api/ask', '200', () => api.post('/api/ask', { text: 'BackOffice Server 4.5' })],
    ['POST /api/ask', '200', () => api.post('/api/ask', { text: 'does fax still work?' })],
    ['POST /api/ask', '200', () => api.post('/api/ask', { text: 'BackOffice Server 4.0, and SBS 4.5?' })],
    ['POST /api/ask', '200', () => api.post('/api/ask', { text: 'how long does it take?' })],
    ['POST /api/ask', '200', () => api.post('/api/ask', { text: 'thanks' })],
    ['POST /api/ask', '400', () => api.post('/api/ask', {})],
    ['POST /api/ask', '413', () => api.post('/api/ask', { text: 'x'.repeat(300_000) })],
    ['POST /api/ask', '415', () => api.send('POST', '/api/ask')],
    ['POST /api/ask/batch', '200', () => api.post('/api/ask/batch', { questions: [{ text: 'hi' }, {}] })],
    ['POST /api/ask/batch', '400', () => api.post('/api/ask/batch', { questions: [] })],
    ['GET /api/packs', '200', () => api.send('GET', '/api/packs')],
    [
      'GET /api/packs',
      '403',
      () => api.send('GET', '/api/packs', { headers: { origin: 'https://evil.example' } }),
    ],
    [
      'GET /api/sources/{pack}/{file}',
      '200',
      () => api.send('GET', '/api/sources/backoffice-to-windows-server-2003/readme.txt'),
    ],
    ['GET /api/sources/{pack}/{file}', '404', () => api.send('GET', '/api/sources/a/b')],
    ['GET /readyz/ask', '200', () => api.send('GET', '/readyz/ask')],
  ];
  for (const [address, status, request] of requests) {
    it(`describes what ${address} answers with ${status}: ${String(request).slice(6, 90)}`, async () => {
      const received = await request();
      expect(String(received.status)).to.equal(status);
      const type = received.headers['content-type']?.split(';')[0] ?? '';
      const operation = operations(document).find((each) => each.address === address)?.operation;
      const described = operation?.responses[status]?.content?.[type];
      expect(described, `${address} ${status} ${type}`).to.not.equal(undefined);
      expect(matches(described?.schema ?? {}, received.json)).to.equal('');
    });
  }

  it('accepts by its schema what the server accepts, and refuses what it refuses', async () => {
    const bodies: readonly unknown[] = [
      { text: '' },
      { text: 'x', facts: {} },
      { text: 'x', facts: { installed: ['backoffice-server-4.0'] } },
      { text: 'x', settled: ['installed'] },
      { text: 'x', settled: 'installed' },
      { text: 'x', settled: Array.from({ length: 101 }, () => 'installed') },
      {},
      { text: null },
      { text: 'x', more: 1 },
      { text: 'x', facts: { installed: 1 } },
      { text: 'x'.repeat(16_001) },
      { text: 'x', facts: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`f${i}`, 'x'])) },
    ];
    for (const body of bodies) {
      const { status } = await api.post('/api/ask', body);
      const fits = matches(ref('AskRequest'), body) === '';
      expect(fits, JSON.stringify(body).slice(0, 100)).to.equal(status === 200);
    }
  });

  it('can be kept until it changes', async () => {
    const { headers } = await api.send('GET', '/api/openapi.json');
    const known = { 'if-none-match': headers.etag ?? '' };
    expect((await api.send('GET', '/api/openapi.json', { headers: known })).status).to.equal(304);
  });
});

interface DescribedOperation {
  readonly address: string;
  readonly operation: z.output<typeof operationSchema>;
}

function operations({ paths }: Document): readonly DescribedOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      address: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
}

function mediaOf({ requestBody, responses }: DescribedOperation['operation']) {
  const contents = [requestBody?.content, ...Object.values(responses).map((response) => response.content)];
  return contents.flatMap((each) => Object.values(each ?? {}));
}

function hasExample({ example }: z.output<typeof media>): boolean {
  return example !== undefined;
}

function ref(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

/** Says what is wrong with a value after a schema of the document; empty where nothing is. */
function matcher(document: Document): (schema: object, value: unknown) => string {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
  // OpenAPI's own words beside the schemas are of no concern here.
  ajv.addSchema({ $id: 'https://waymark.example/api', components: { schemas: document.components.schemas } });
  ajv.addVocabulary(['components']);
  return (schema, value) => {
    const pointer = '$ref' in schema ? String(schema.$ref) : undefined;
    const validate = ajv.compile(
      pointer === undefined ? schema : { $ref: `https://waymark.example/api${pointer}` },
    );
    return validate(value) ? '' : ajv.errorsText(validate.errors);
  };
}
