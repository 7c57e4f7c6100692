import { expect } from 'chai';
import { ask, type AskRequest } from '../../../src/core/index.ts';
import { answerSchema, batchAnswersSchema, problemSchema } from '../../../src/contract/schemas.ts';
import { realAdvisor } from '../../support/real-advisor.ts';
import { runApi, type Received, type RunningApi } from './running-api.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const PACK = 'backoffice-to-windows-server-2003';

describe('the ask API', () => {
  let api: RunningApi;
  before(async () => {
    api = await runApi({ env: { API_RATE_BURST: '10000' } });
  });
  after(() => api.close());

  const asked = (text: string, more: Omit<AskRequest, 'turns'> = {}): unknown => {
    const result = ask(realAdvisor(), { turns: [text], ...more });
    if (result.kind === 'refused') throw new Error(result.problems.join('; '));
    // What is undefined is not sent.
    return JSON.parse(JSON.stringify(result.answer));
  };

  it('gives the object that core gives, to 200 different questions', async () => {
    const questions = manyQuestions();
    expect(new Set(questions).size).to.equal(200);
    for (const text of questions) {
      const { status, json } = await api.post('/api/ask', { text });
      expect(status).to.equal(200);
      expect(json).to.deep.equal(asked(text));
      // Parsing drops fields that the schema does not have: nothing may be missing in it.
      expect(answerSchema.parse(json)).to.deep.equal(json);
    }
  });

  it('gives the same in batches, in their order', async () => {
    const questions = manyQuestions().map((text) => ({ text }));
    for (const part of [questions.slice(0, 100), questions.slice(100)]) {
      const { json } = await api.post('/api/ask/batch', { questions: part });
      expect(json).to.deep.equal({ answers: part.map(({ text }) => asked(text)) });
    }
  });

  it('knows the facts that are sent along', async () => {
    const facts = { installed: 'backoffice-server-4.5', formerly: 'no' };
    const { json } = await api.post('/api/ask', { text: 'may I upgrade?', facts, pack: PACK });
    expect(json).to.deep.equal(asked('may I upgrade?', { facts, pack: PACK }));
    expect(json).to.have.property('question', null);
  });

  it('takes several candidates for a fact', async () => {
    const facts = { installed: ['small-business-server-4.0', 'small-business-server-4.5'] };
    const { json } = await api.post('/api/ask', { text: 'can it be upgraded directly?', facts });
    expect(json).to.have.property('verdict', 'not-supported');
  });

  it('is not heard on facts that are settled', async () => {
    const text = 'BackOffice Server 4.0 to Windows Server 2003';
    const more = { facts: { installed: 'backoffice-server-4.5' }, settled: ['installed', 'formerly'] };
    const { json } = await api.post('/api/ask', { text, ...more });
    expect(json).to.deep.equal(asked(text, more));
    expect(json).to.have.nested.property('facts.installed', 'backoffice-server-4.5');
    const batch = await api.post('/api/ask/batch', { questions: [{ text, settled: ['installed'] }] });
    expect(batch.json).to.have.nested.property('answers[0].question.fact', 'installed');
  });

  const odd: readonly (readonly [string, string])[] = [
    ['half a character', '{"text":"backoffice \\ud800 4.5"}'],
    ['NUL', '{"text":"back\\u0000office 4.5"}'],
    ['a byte order mark', '\ufeff{"text":"backoffice 4.5"}'],
    ['marks of direction', '{"text":"\u202ebackoffice 4.5\u202c"}'],
    ['wide forms', '{"text":"ＢａｃｋＯｆｆｉｃｅ ４．５"}'],
    ['pictures of several characters', '{"text":"👩‍💻🏳️‍🌈 backoffice 4.5"}'],
  ];
  for (const [what, body] of odd) {
    it(`reads a question with ${what}`, async () => {
      const { json } = await api.send('POST', '/api/ask', { headers: JSON_TYPE, body });
      expect(json).to.have.nested.property('facts.installed', 'backoffice-server-4.5');
    });
  }

  for (const [what, text] of [
    ['marks over one letter', `b${'\u0301'.repeat(15_999)}`],
    ['characters that unfold into eighteen', '\ufdfa'.repeat(16_000)],
    ['one long number', '1'.repeat(16_000)],
    ['half characters', '\ud83d'.repeat(16_000)],
  ] as const) {
    it(`answers 16,000 ${what} without a claim`, async () => {
      const { status, json } = await api.post('/api/ask', { text });
      expect(status).to.equal(200);
      expect(json).to.have.property('kind').that.is.oneOf(['chat', 'question']);
    });
  }

  it('forgets a question at once', async () => {
    await api.post('/api/ask', { text: 'BackOffice Server 2.5 to Windows Server 2003' });
    const { json } = await api.post('/api/ask', { text: 'what breaks?' });
    expect(json).to.deep.equal(asked('what breaks?'));
  });

  it('takes an empty text and one of 16,000 characters', async () => {
    for (const text of ['', 'upgrade '.repeat(2_000)]) {
      expect((await api.post('/api/ask', { text })).status).to.equal(200);
    }
  });

  const refused: readonly (readonly [string, unknown, RegExp])[] = [
    ['no text', {}, /^text: /],
    ['a text that is a number', { text: 7 }, /^text: .*number/],
    ['null', null, /^body: /],
    ['a list', [], /^body: /],
    ['a text of 16,001 characters', { text: 'x'.repeat(16_001) }, /^text: .*16000/],
    ['a key that it does not know', { text: 'x', fact: {} }, /"fact"/],
    ['facts that are a list', { text: 'x', facts: ['installed'] }, /^facts: give an object/],
    ['facts that are null', { text: 'x', facts: null }, /^facts: give an object/],
    [
      'a fact without a value',
      { text: 'x', facts: { installed: [] } },
      /not a value of "installed"; it takes/,
    ],
    ['a fact of ours only', { text: 'x', facts: { $via: 'backoffice-server-4.5' } }, /"\$via" is not a fact/],
    [
      'a fact of 1,001 values',
      { text: 'x', facts: { installed: Array.from({ length: 1_001 }, () => 'backoffice-server-4.5') } },
      /up to 1000 ids/,
    ],
    ['a fact that is an object', { text: 'x', facts: { installed: {} } }, /^facts\.installed: give an id/],
    ['a fact that is a number', { text: 'x', facts: { installed: 4.5 } }, /^facts\.installed: give an id/],
    [
      'too many facts',
      { text: 'x', facts: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`f${i}`, 'x'])) },
      /at most 100/,
    ],
    [
      'a fact that no pack has',
      { text: 'x', facts: { colour: 'red' } },
      /"colour" is not a fact .*installed/,
    ],
    ['a fact named constructor', { text: 'x', facts: { constructor: 'x' } }, /"constructor" is not a fact/],
    ['a value that a fact cannot have', { text: 'x', facts: { formerly: 'perhaps' } }, /"perhaps".*yes, no/],
    ['a pack that is not there', { text: 'x', pack: 'other' }, /"other" is not a pack here; the packs are /],
    ['a pack that is a list', { text: 'x', pack: [PACK] }, /^pack: /],
    ['settled that is a text', { text: 'x', settled: 'installed' }, /^settled: /],
    ['a settled fact that is a number', { text: 'x', settled: [1] }, /^settled\.0: /],
    [
      'a settled fact that no pack has',
      { text: 'x', settled: ['installed', 'colour'] },
      /settled: "colour" is not a fact .*installed/,
    ],
    [
      'a settled fact named constructor',
      { text: 'x', settled: ['constructor'] },
      /"constructor" is not a fact/,
    ],
  ];
  for (const [what, body, detail] of refused) {
    it(`refuses ${what} and says why`, async () => {
      expectProblem(await api.post('/api/ask', body), 400, detail);
    });
  }

  it('tells every problem at once', async () => {
    const facts = { colour: 'red', formerly: 'perhaps' };
    expectProblem(await api.post('/api/ask', { text: 'x', facts }), 400, /"colour".*"perhaps"/);
    expectProblem(await api.post('/api/ask', { text: 1, settled: 2 }), 400, /text: .*; settled: /);
  });

  it('keeps a long detail short', async () => {
    const { json } = await api.post('/api/ask', { text: 'x', facts: { installed: 'x'.repeat(15_000) } });
    expect(problemSchema.parse(json).detail).to.have.length.below(2_100);
  });

  const prototypes = [
    '{"text":"x","facts":{"__proto__":{"polluted":true}}}',
    '{"text":"x","__proto__":{"polluted":true}}',
    '{"text":"x","facts":{"\\u005f\\u005fproto__":"yes"}}',
    '{"text":"x","facts":{"__\\u0070roto__":"yes"}}',
  ];
  for (const body of prototypes) {
    it(`refuses ${body}`, async () => {
      const headers = { 'content-type': 'application/json' };
      expectProblem(await api.send('POST', '/api/ask', { headers, body }), 400, /__proto__/);
      expect(Object.prototype).to.not.have.property('polluted');
    });
  }

  it('answers a text that speaks of __proto__', async () => {
    expect((await api.post('/api/ask', { text: 'does "__proto__" work?' })).status).to.equal(200);
  });

  const malformed: readonly (readonly [string, number, string, Record<string, string>])[] = [
    ['no body', 400, '', JSON_TYPE],
    ['half an object', 400, '{"text":', JSON_TYPE],
    ['nesting of 33 levels', 400, `{"text":"x","facts":${'['.repeat(33)}${']'.repeat(33)}}`, JSON_TYPE],
    ['300 KB', 413, JSON.stringify({ text: 'x'.repeat(300_000) }), JSON_TYPE],
    ['a form', 415, 'text=x', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a gzip header', 415, '{"text":"x"}', { ...JSON_TYPE, 'content-encoding': 'gzip' }],
  ];
  for (const [what, status, body, headers] of malformed) {
    for (const path of ['/api/ask', '/api/ask/batch']) {
      it(`refuses ${what} at ${path} with ${String(status)}`, async () => {
        // A batch may be as large; it is then no batch.
        const expected = path.endsWith('batch') && status === 413 ? 400 : status;
        expectProblem(await api.send('POST', path, { headers, body }), expected);
      });
    }
  }

  const methods = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'];
  for (const method of methods) {
    it(`does not take ${method}`, async () => {
      const { status, headers } = await api.send(method, '/api/ask');
      expect(status).to.equal(405);
      expect(headers.allow).to.contain('POST');
    });
  }

  describe('in a batch', () => {
    it('takes 100 questions and not 101, nor none', async () => {
      const questions = (count: number) => Array.from({ length: count }, () => ({ text: 'hello' }));
      expect((await api.post('/api/ask/batch', { questions: questions(100) })).status).to.equal(200);
      expectProblem(await api.post('/api/ask/batch', { questions: questions(101) }), 400, /100/);
      expectProblem(await api.post('/api/ask/batch', { questions: [] }), 400, /questions/);
    });

    it('puts an error in the place of a question that it refuses, and answers the others', async () => {
      const good = { text: 'BackOffice Server 2.5 to Windows Server 2003' };
      const bad = [{}, null, 'x', { text: 'x'.repeat(16_001) }, { text: 'x', facts: { colour: 'red' } }];
      const { status, json } = await api.post('/api/ask/batch', { questions: [good, ...bad, good] });
      expect(status).to.equal(200);
      const { answers } = batchAnswersSchema.parse(json);
      expect(answers).to.have.length(7);
      expect([answers[0], answers[6]]).to.deep.equal([asked(good.text), asked(good.text)]);
      for (const answer of answers.slice(1, 6)) {
        expect(answer).to.have.nested.property('error.status', 400);
        expect(answer).to.have.nested.property('error.detail').that.is.not.empty;
      }
    });

    it('takes up to 1 MB', async () => {
      const questions = Array.from({ length: 60 }, () => ({ text: 'x'.repeat(16_000) }));
      expect((await api.post('/api/ask/batch', { questions })).status).to.equal(200);
      const large = { questions: [{ text: 'x'.repeat(1_100_000) }] };
      expectProblem(await api.post('/api/ask/batch', large), 413);
    });

    it('refuses what is no batch', async () => {
      for (const body of [{}, [], null, { questions: {} }, { questions: [{ text: 'x' }], more: 1 }]) {
        expectProblem(await api.post('/api/ask/batch', body), 400);
      }
    });
  });

  it('answers the whole batch from the content that it began with', async () => {
    let calls = 0;
    const own = await runApi({
      advisor: () => {
        calls += 1;
        return realAdvisor();
      },
    });
    await own.post('/api/ask/batch', { questions: [{ text: 'hello' }, { text: 'hello' }] });
    await own.close();
    expect(calls).to.equal(1);
  });

  it('says nothing of why it failed, neither alone nor in a batch', async () => {
    const failing = { ...realAdvisor(), words: new Proxy(realAdvisor().words, { get: fail }) };
    const own = await runApi({ advisor: () => failing });
    const one = await own.post('/api/ask', { text: 'hello' });
    const batch = await own.post('/api/ask/batch', { questions: [{ text: 'hello' }, {}] });
    await own.close();
    expectProblem(one, 500);
    expect(batch.json).to.have.nested.property('answers[0].error.status', 500);
    expect(batch.json).to.have.nested.property('answers[1].error.status', 400);
    expect(one.text + batch.text + own.log.join('\n')).to.not.contain('a secret');
    expect(own.log).to.have.length(2);
  });

  it('is ready while there is an advisor', async () => {
    expect((await api.send('GET', '/readyz/ask')).json).to.deep.equal({ status: 'ok' });
    for (const path of ['/readyz/ask', '/healthz', '/']) {
      expect((await api.send('HEAD', path)).status, path).to.equal(200);
    }
    const own = await runApi({ advisor: fail });
    const { status, text } = await own.send('GET', '/readyz/ask');
    await own.close();
    expect(status).to.equal(503);
    expect(text).to.not.contain('a secret');
  });
});

function fail(): never {
  throw new Error('a secret');
}

function expectProblem(received: Received, status: number, detail = /./): void {
  expect(received.status).to.equal(status);
  expect(received.headers['content-type']).to.contain('application/problem+json');
  expect(received.headers['cache-control']).to.equal('no-store');
  const problem = problemSchema.parse(received.json);
  expect(problem.status).to.equal(status);
  expect(problem.detail).to.match(detail);
  expect(received.text).to.not.match(/\bat .*\.[jt]s|node_modules|stack/);
}

/** Ten products, real and not, in twenty ways of asking. */
function manyQuestions(): readonly string[] {
  const products = [
    'BackOffice Server 2.5',
    'BackOffice Server 4.0',
    'BackOffice Server 4.5',
    'Small Business Server 4.0',
    'Small Business Server 4.5',
    'BackOffice',
    'SBS',
    'BackOffice Server 4.6',
    'Exchange 5.5',
    '4.5',
  ];
  const ways = [
    (name: string) => name,
    (name: string) => `${name} to Windows Server 2003`,
    (name: string) => `can I upgrade ${name}?`,
    (name: string) => `how do I get from ${name} to Windows Server 2003?`,
    (name: string) => `${name} to Windows Server 2003 R2`,
    (name: string) => `we run ${name}, it was Small Business Server 4.0 before`,
    (name: string) => `does fax still work after ${name}?`,
    (name: string) => `what breaks with ${name}`,
    (name: string) => `Intranet Starter Site on ${name}`,
    (name: string) => `web administration ${name}`,
    (name: string) => `where do I find more about ${name}?`,
    (name: string) => `${name} SP1`,
    (name: string) => `is there a way without reinstalling ${name}`,
    (name: string) => `uninstall ${name}, then upgrade?`,
    (name: string) => `how long does ${name} take?`,
    (name: string) => `${name} via BackOffice Server 4.5 to Windows Server 2003`,
    (name: string) => `from Windows Server 2003 back to ${name}`,
    (name: string) => `${name.toUpperCase()} ???`,
    (name: string) => `${name} and BackOffice Server 2.5, both to 2003`,
    (name: string) => `thanks, and ${name}?`,
  ];
  return ways.flatMap((way) => products.map(way));
}
