import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { createMetrics } from '../../../src/server/index.ts';
import { createReadiness } from '../../../src/server/watch/create-readiness.ts';
import { startOpsServer } from '../../../src/server/watch/start-ops-server.ts';
import { memoryStore, runBot, type RunningBot } from '../../support/running-bot.ts';
import { stubConnector, type StubConnector } from '../../support/stub-connector.ts';

describe('the figures', () => {
  let bot: RunningBot;
  let channel: StubConnector;
  before(async () => {
    [bot, channel] = await Promise.all([runBot(), stubConnector()]);
  });
  after(() => Promise.all([bot.close(), channel.close()]));

  const figures = async () => (await fetch(`${bot.url}/metrics`)).text();
  const figure = async (name: string) => {
    const line = (await figures()).split('\n').find((each) => each.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.slice(name.length));
  };

  it('count turns by outcome, and answers by verdict', async () => {
    const fields = {
      id: 'one',
      conversation: { id: 'figures' },
      text: 'Exchange Server 5.5 to Windows Server 2003',
    };
    await bot.post(fields);
    await bot.post(fields);
    expect(await figure('waymark_turns_total{outcome="taken"}')).to.equal(1);
    expect(await figure('waymark_turns_total{outcome="repeated"}')).to.equal(1);
    expect(await figure('waymark_turn_seconds_count')).to.equal(2);
    expect(await figure('waymark_answers_total{surface="chat",verdict="not-covered"}')).to.equal(1);
    expect(await figures()).to.match(/waymark_not_covered_total\{surface="chat",pack="[\w-]+"\} 1/);
    expect(await figure('waymark_commit_turns_sum')).to.equal(2);
  });

  it('count the questions of the ask API', async () => {
    const body = JSON.stringify({ text: 'BackOffice Server 2.5 to Windows Server 2003' });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${bot.url}/api/ask`, { method: 'POST', headers, body });
    expect(await figure('waymark_answers_total{surface="api",verdict="supported-via"}')).to.equal(1);
    expect(await figure('waymark_ask_seconds_count')).to.equal(1);
    expect(await figure('waymark_http_requests_total{method="POST",route="/api/ask",status="200"}')).to.equal(
      1,
    );
  });

  it('tell what waits in the outbox', async () => {
    channel.status = 500;
    await bot.post({ text: 'hello', deliveryMode: undefined, serviceUrl: channel.url });
    expect(await figure('waymark_outbox_unsent')).to.equal(1);
    expect(await figure('waymark_outbox_oldest_seconds')).to.be.at.least(0);
    expect(await figure('waymark_outbox_given_up')).to.equal(0);
    expect(await figure('waymark_deliveries_total{outcome="failed"}')).to.equal(1);
  });

  it('take no address that a caller invents for a route', async () => {
    for (const path of ['/canary-path', '/api/ask?canary-query', '/sources/canary/x'])
      await fetch(`${bot.url}${path}`, { method: 'BREW' }).catch(() => undefined);
    await fetch(`${bot.url}/canary-path`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await figures()).to.not.match(/canary|BREW/);
    expect(await figure('waymark_http_requests_total{method="GET",route="none",status="404"}')).to.equal(1);
  });

  it('are explained in docs/operations.md, every one', async () => {
    const docs = readFileSync('docs/operations.md', 'utf8');
    const alerts = readFileSync('deploy/waymark-alerts.yaml', 'utf8');
    const told = [...(await figures()).matchAll(/^# TYPE (waymark_\w+)/gmu)].map(([, name]) => name ?? '');
    expect(told.filter((name) => !docs.includes(name))).to.deep.equal([]);
    const known = [...told, 'waymark_ready', 'waymark_stopping', 'waymark_clock_doubted'];
    const used = [...`${docs}${alerts}`.matchAll(/\bwaymark_\w+/gu)].map(([name]) =>
      name.replace(/_bucket$/u, ''),
    );
    expect(used.filter((name) => !known.includes(name))).to.deep.equal([]);
  });

  it('are nothing to callers from elsewhere', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    expect((await fetch(`${bot.url}/metrics`, { headers })).status).to.equal(404);
  });
});

describe('the figures’ own server', () => {
  it('tells them, and why chat is not ready; the public server then tells neither', async () => {
    const metrics = createMetrics();
    const readiness = createReadiness({
      ping: () => Promise.reject(new Error('gone')),
      now: () => 0,
      onChange: () => undefined,
    });
    const ops = await startOpsServer({ host: '127.0.0.1', port: 0 }, metrics, readiness);
    const get = async (path: string) => {
      const response = await fetch(ops.url + path);
      return `${String(response.status)} ${await response.text()}`;
    };
    expect(await get('/healthz')).to.equal('200 {"status":"ok"}');
    expect(await get('/readyz')).to.equal('503 {"status":"store-gone"}');
    expect(await get('/metrics')).to.contain('# TYPE waymark_turns_total counter');
    expect(await get('/canary')).to.match(/^404/);
    await ops.close();
    const bot = await runBot({ METRICS_PORT: '9' });
    expect((await fetch(`${bot.url}/metrics`)).status).to.equal(404);
    await bot.close();
  });
});

describe('health', () => {
  it('is told apart: alive, ready for turns, ready for questions', async () => {
    let isGone = false;
    let clock = Date.now();
    const kept = await memoryStore();
    const ping = (now: number) => (isGone ? Promise.reject(new Error('canary')) : kept.ping(now));
    const depth = () => (isGone ? Promise.reject(new Error('canary')) : kept.outboxDepth());
    const bot = await runBot({}, { store: { ...kept, ping, outboxDepth: depth }, now: () => clock });
    const health = () =>
      Promise.all(
        ['/healthz', '/readyz', '/readyz/ask'].map(async (path) => (await fetch(bot.url + path)).status),
      );
    expect(await health()).to.deep.equal([200, 200, 200]);
    isGone = true;
    clock += 1_000;
    expect(await health()).to.deep.equal([200, 503, 200]);
    expect(await (await fetch(`${bot.url}/readyz`)).text()).to.not.match(/store|canary/);
    expect(await (await fetch(`${bot.url}/metrics`)).text()).to.contain('waymark_outbox_unsent Nan');
    isGone = false;
    clock += 1_000;
    expect(await health()).to.deep.equal([200, 200, 200]);
    await bot.close();
    expect(bot.log.join('\n')).to.contain('not ready').and.contain('ready again');
  });
});

describe('the id of a request', () => {
  const ID = '0123456789abcdef0123456789abcdef';
  const idOf = async (bot: RunningBot, given: string) => {
    const response = await fetch(`${bot.url}/healthz`, { headers: { 'x-request-id': given } });
    return response.headers.get('x-request-id');
  };

  it('is made here, whatever a caller sends', async () => {
    const bot = await runBot();
    expect(await idOf(bot, ID)).to.match(/^[\da-f-]{36}$/);
    await bot.close();
  });

  it('is taken from a trusted proxy where it is hexadecimal', async () => {
    const bot = await runBot({ TRUSTED_PROXIES: '127.0.0.1' });
    expect(await idOf(bot, ID)).to.equal(ID);
    expect(await idOf(bot, 'a canary that is long')).to.match(/^[\da-f-]{36}$/);
    await bot.close();
  });
});
