import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { LOG_EVENTS } from '../../src/server/log/log-events.ts';
import { sized } from '../support/test-size.ts';
import { stubConnector, type StubConnector } from '../support/stub-connector.ts';
import { chatAway } from './chat.ts';
import { CALLERS, CANARY, canaryActivity, canaryOther, type CanaryRequest } from './requests.ts';

/** How many turns are taken. `npm run test:canaries` takes 10,000. */
const TURNS = Number(process.env['CANARY_TURNS'] ?? sized({ default: 30, all: 300 }));
const AT_ONCE = sized({ default: 2, all: 16 });

const OTHERS = sized({ default: 3, all: 6 });

/** The store fails once in this many calls, so that a short run has failures too. */
const STORE_CYCLE = String(sized({ default: 12, all: 30 }));

describe(`what the server writes in ${String(TURNS)} turns with canaries in every field`, function () {
  this.timeout(60_000 + TURNS * 60);
  // A test that failed leaves its server behind.
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL');
    running.clear();
  });

  it('has none of them, at the level debug, and it ends with 1 after an error that nobody handled', async () => {
    const server = await startInstance({});
    const channel = await stubConnector();
    const statuses = await talk(server, channel, TURNS);
    await garbage(server.url, '\u0000canary garbage\r\n\r\n');
    await garbage(server.url, 'GET /canary HTTP/1.1\r\ncanary header\r\n\r\n');
    const figures = await send(server.url, { method: 'GET', path: '/metrics', headers: {}, body: undefined });
    server.child.send('end with canary');
    const [code] = await server.ended;
    await channel.close();

    expect(figures.text)
      .to.contain('waymark_turns_total')
      .and.not.match(/canary/i);
    expect(hits(server.written())).to.deep.equal([]);
    expect(code).to.equal(1);
    // The run must have caused all of these, or an empty log would prove nothing.
    const events = new Set(server.events());
    expect([...events].filter((event) => !(event in LOG_EVENTS))).to.deep.equal(['said']);
    expect([...events]).to.include.members([
      ...['said', 'request', 'turn-failed', 'store-gone', 'reply-undelivered'],
      ...['library-wrote', 'node-warned', 'bug'],
    ]);
    expect([...statuses.keys()]).to.include.members([200, 400, 403, 404, 413, 415, 503]);
    if (TURNS >= 1_000) {
      const counts = [...statuses].sort().map(([status, n]) => `${String(status)}: ${String(n)}`);
      console.log(
        `      ${String(turnsIn(figures.text))} turns, ${String(server.events().length)} lines of log; responses ${counts.join(', ')}`,
      );
    }
  });

  it('has none of them, nor a token, a ticket or an id, where visitors use the web chat', async () => {
    const server = await startInstance({
      DIRECT_LINE_SIGNING_KEY: 'canary-key-that-signs-of-32-characters',
      CONVERSATION_RATE_BURST: '8',
    });
    const { statuses, secrets, shown } = await chatAway(server.url, Math.max(TURNS / 2, 30));
    const figures = await send(server.url, { method: 'GET', path: '/metrics', headers: {}, body: undefined });
    server.child.kill('SIGTERM');
    const [code] = await server.ended;
    expect(figures.text)
      .to.contain('waymark_streams_open')
      .and.not.match(/canary/i);
    const written = `${server.written()}\n${figures.text}`;
    expect(hits(written)).to.deep.equal([]);
    expect([...secrets].filter((secret) => secret === '' || written.includes(secret))).to.deep.equal([]);
    expect(code).to.equal(0);
    expect([...statuses]).to.include.members([200, 201, 400, 403, 415, 426, 429, 502, 503]);
    expect(shown).to.be.above(0);
    expect(server.events()).to.include.members(['request', 'turn-failed', 'store-gone']);
    if (TURNS >= 1_000) {
      console.log(
        `      ${String(turnsIn(figures.text))} turns over the web chat, ${String(secrets.size)} tokens and ids, ${String(server.events().length)} lines of log`,
      );
    }
  });

  it('has none of them where callers are refused', async () => {
    const app = {
      MICROSOFT_APP_ID: 'app',
      MICROSOFT_APP_PASSWORD: 'canary-password',
      API_KEYS: 'canary-key-of-the-operator',
    };
    const server = await startInstance(app);
    const channel = await stubConnector();
    const statuses = await talk(server, channel, Math.min(TURNS, 1_000) / 4);
    server.child.kill('SIGTERM');
    const [code] = await server.ended;
    await channel.close();
    expect(hits(server.written())).to.deep.equal([]);
    expect(code).to.equal(0);
    expect([...statuses.keys()])
      .to.include(401)
      .and.not.include(500);
  });
});

const running = new Set<ChildProcess>();

interface Instance {
  readonly url: string;
  readonly child: ChildProcess;
  readonly ended: Promise<unknown[]>;
  /** Everything on both streams. */
  written(): string;
  /** The event of each line of the log. A line that is not a log entry is given whole. */
  events(): readonly string[];
}

async function startInstance(env: Readonly<Record<string, string>>): Promise<Instance> {
  const script = fileURLToPath(new URL('instance.ts', import.meta.url));
  const child = fork(script, [], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '', CANARY_STORE_CYCLE: STORE_CYCLE, ...env },
  });
  running.add(child);
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => chunks.push(String(chunk)));
  const ended = once(child, 'close');
  const started: unknown = await Promise.race([
    once(child, 'message').then(([message]: unknown[]) => message),
    ended,
  ]);
  const url =
    typeof started === 'object' && started !== null && 'url' in started ? String(started.url) : undefined;
  if (url === undefined) throw new Error(`it did not start:\n${chunks.join('')}`);
  const written = () => chunks.join('');
  const events = () =>
    written()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => /"event":"([\w-]+)"/u.exec(line)?.[1] ?? line);
  return { url, child, ended, written, events };
}

/**
 * Sends requests for about `turns` turns. Every sixth request (third in a short run) goes to another endpoint, and some
 * activities lead to no turn. Resolves to how often each status came.
 */
async function talk(
  { url, child }: Instance,
  channel: StubConnector,
  turns: number,
): Promise<ReadonlyMap<number, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const statuses = new Map<number, number>();
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < turns * 1.8; i = next++) {
      channel.status = i % 5 < 2 ? 500 : 200;
      if (i % 50 === 0) child.send(`canary ${String(i)}`);
      const sent =
        i % OTHERS === OTHERS - 1 ? canaryOther(Math.floor(i / OTHERS)) : canaryActivity(i, channel.url);
      const { status } = await send(url, sent, agent);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  agent.destroy();
  return statuses;
}

function send(
  url: string,
  { method, path, headers, body }: CanaryRequest,
  agent?: Agent,
): Promise<{ readonly status: number; readonly text: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const options = { hostname, port, method, path, headers, ...(agent === undefined ? {} : { agent }) };
    const sent = request(options, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    // The server refuses a large body without reading it, and closes the connection.
    sent.on('error', () => resolve({ status: 0, text: '' }));
    sent.end(body);
  });
}

function garbage(url: string, bytes: string): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    socket.resume();
  });
}

function turnsIn(figures: string): number {
  const counts = [...figures.matchAll(/^waymark_turns_total\{.*\} (\d+)$/gmu)].map(([, count]) =>
    Number(count),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The lines that contain a canary or the address of a caller. */
function hits(written: string): readonly string[] {
  const words = [CANARY, Buffer.from(CANARY).toString('base64').slice(0, 7), CALLERS].map((word) =>
    word.toLowerCase(),
  );
  return written.split('\n').filter((line) => words.some((word) => line.toLowerCase().includes(word)));
}
