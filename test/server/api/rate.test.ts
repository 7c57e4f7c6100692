import { expect } from 'chai';
import { createRateLimiter } from '../../../src/server/http/create-rate-limiter.ts';
import { runApi, type Received, type RunningApi } from './running-api.ts';

const KEYS = ['the-first-key-of-two', 'the-second-key-of-two'] as const;

describe('createRateLimiter', () => {
  let time = 0;
  const limiter = (perMinute: number, burst: number, most?: number) =>
    createRateLimiter({ perMinute, burst }, () => time, most);
  beforeEach(() => {
    time = 0;
  });

  it('saves up to the burst, and no more', () => {
    const { take } = limiter(60, 3);
    expect([take('a', 1), take('a', 1), take('a', 1)]).to.deep.equal([0, 0, 0]);
    expect(take('a', 1)).to.equal(1);
    time = 3_600_000;
    expect([take('a', 3), take('a', 1)]).to.deep.equal([0, 1]);
  });

  it('says the seconds to wait, at least one, after which it takes', () => {
    const { take, wait } = limiter(6, 1);
    take('a', 1);
    expect(take('a', 1)).to.equal(10);
    time = 9_500;
    expect([wait('a'), take('a', 1)]).to.deep.equal([1, 1]);
    time = 10_000;
    expect([wait('a'), take('a', 1)]).to.deep.equal([0, 0]);
  });

  it('counts nothing where it says to wait', () => {
    const { take } = limiter(60, 2);
    take('a', 2);
    for (let i = 0; i < 100; i += 1) take('a', 1);
    time = 1_000;
    expect(take('a', 1)).to.equal(0);
  });

  it('lets more than a bucket holds in where it is full, and has it paid off', () => {
    const { take } = limiter(60, 10);
    expect(take('a', 100)).to.equal(0);
    expect(take('a', 1)).to.equal(91);
    time = 91_000;
    expect(take('a', 1)).to.equal(0);
  });

  it('keeps callers apart', () => {
    const { take } = limiter(60, 1);
    expect([take('a', 1), take('b', 1), take('a', 1)]).to.deep.equal([0, 0, 1]);
  });

  it('forgets the caller of longest ago when there are too many', () => {
    const { take } = limiter(60, 1, 2);
    expect(['a', 'b', 'c'].map((caller) => take(caller, 1))).to.deep.equal([0, 0, 0]);
    expect(['b', 'c', 'a'].map((caller) => take(caller, 1))).to.deep.equal([1, 1, 0]);
  });
});

describe('the rate of the ask API', () => {
  let time = 0;
  let api: RunningApi;
  beforeEach(async () => {
    time = 0;
    const env = { API_KEYS: KEYS.join(','), API_RATE_PER_MINUTE: '60', API_RATE_BURST: '5' };
    api = await runApi({ env, serverOptions: { now: () => time } });
  });
  afterEach(() => api.close());

  const ask = (key: string = KEYS[0]) => api.post('/api/ask', { text: 'hello' }, { 'x-api-key': key });
  const batch = (count: number) =>
    api.post(
      '/api/ask/batch',
      { questions: Array.from({ length: count }, () => ({ text: 'hello' })) },
      { 'x-api-key': KEYS[0] },
    );
  const askTimes = async (count: number) => {
    const statuses: number[] = [];
    for (let i = 0; i < count; i += 1) statuses.push((await ask()).status);
    return statuses;
  };

  it('is refused above the burst, with the seconds to wait, and refills', async () => {
    expect(await askTimes(6)).to.deep.equal([200, 200, 200, 200, 200, 429]);
    expectTooMany(await ask(), '1');
    time = 2_000;
    expect(await askTimes(3)).to.deep.equal([200, 200, 429]);
  });

  it('is separate for each key', async () => {
    await askTimes(6);
    expect((await ask(KEYS[1])).status).to.equal(200);
  });

  it('counts a batch as many questions as it has', async () => {
    expect((await batch(4)).status).to.equal(200);
    expectTooMany(await batch(2), '1');
    expect(await askTimes(2)).to.deep.equal([200, 429]);
  });

  it('lets a large batch in once, and has it paid off', async () => {
    expect((await batch(100)).status).to.equal(200);
    expectTooMany(await ask(), '96');
  });

  it('counts malformed questions, packs and sources as one each', async () => {
    const headers = { 'x-api-key': KEYS[0] };
    await api.post('/api/ask', {}, headers);
    await api.post('/api/ask/batch', {}, headers);
    await api.send('GET', '/api/packs', { headers });
    await api.send('GET', '/api/sources/a/b', { headers });
    expect(await askTimes(2)).to.deep.equal([200, 429]);
  });

  it('is not used up by callers with a wrong key', async () => {
    for (let i = 0; i < 10; i += 1) await ask('a-wrong-key-of-nobody');
    expect((await ask()).status).to.equal(200);
  });

  it('is counted by address where there are no keys', async () => {
    const env = { TRUSTED_PROXIES: '127.0.0.1', API_RATE_PER_MINUTE: '60', API_RATE_BURST: '1' };
    const own = await runApi({ env });
    const from = (address: string) => own.post('/api/ask', { text: 'hello' }, { 'x-forwarded-for': address });
    const statuses = [await from('127.0.0.2'), await from('127.0.0.2'), await from('127.0.0.3')];
    await own.close();
    expect(statuses.map(({ status }) => status)).to.deep.equal([200, 429, 200]);
  });

  it('is 200 at once and 1,200 a minute by default', async () => {
    const own = await runApi();
    const questions = Array.from({ length: 100 }, () => ({ text: 'hello' }));
    const statuses: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      statuses.push((await own.post('/api/ask/batch', { questions })).status);
    }
    const { json } = await own.post('/api/ask', { text: 'hello' });
    await own.close();
    expect(statuses).to.deep.equal([200, 200, 429]);
    expect(json).to.have.property('detail').that.contains('1200').and.contains('200');
  });
});

function expectTooMany(received: Received, seconds: string): void {
  expect(received.status).to.equal(429);
  expect(received.headers['retry-after']).to.equal(seconds);
  expect(received.headers['content-type']).to.contain('application/problem+json');
}
