import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createSender } from '../send.ts';

// One visitor within the limits who reads much, in a process of its own. It writes long texts into a few conversations.
// Then it is told what to do. "read": it polls all of them from their beginning, as often at once as is allowed. "stall":
// it polls and opens streams, and reads nothing of what it is sent. "write": it goes on writing, as quickly as is allowed.
// "rest": it stops. "end": it tells what it got, and what it cost. Arguments: the server's URL, the visitor's address.
const [url = '', address = ''] = process.argv.slice(2);
const CONVERSATIONS = 6;
const TEXTS = 25;
const POLLS_EACH = 4;
/** 20,000 characters, which take three or six bytes each as JSON: a poll of 50 activities had 1.9 MB. */
const LONG = `${'升'.repeat(3)}\u0001`.repeat(5_000);
const QUESTION = 'does fax still work? '.repeat(1_000).slice(0, 20_000);
const FROM = { 'x-forwarded-for': address, origin: 'http://site.example' };
const { hostname, port } = new URL(url);

interface Talk {
  readonly path: string;
  readonly stream: string;
  readonly authorization: string;
}

const counts = { posts: 0, polls: 0, megabytes: 0, refused: 0, stalled: 0, closed: 0 };
const sender = createSender(url);
const talks = await Promise.all(Array.from({ length: CONVERSATIONS }, begin));
for (let i = 0; i < TEXTS; i += 1)
  await Promise.all(talks.map(({ path, authorization }) => post(path, authorization)));
const { text: first } = await call('GET', talks[0]?.path ?? '', talks[0]?.authorization ?? '');

const agent = new Agent({ keepAlive: true });
/** Counts what it was told: whatever was begun before ends. */
let orders = 0;
const stalled = new Set<Socket>();
process.on('message', (word) => {
  orders += 1;
  for (const socket of stalled) socket.destroy();
  if (word === 'read') {
    for (const talk of talks) for (let i = 0; i < POLLS_EACH; i += 1) void pollOn(talk);
  } else if (word === 'stall') {
    for (const talk of talks)
      for (let i = 0; i < POLLS_EACH; i += 1) [false, true].forEach((isStream) => stall(talk, isStream));
  } else if (word === 'write') {
    for (const talk of talks) void writeOn(talk);
  } else if (word === 'end') {
    const { user, system } = process.cpuUsage(before);
    process.send?.({ ...counts, processorSeconds: (user + system) / 1e6 }, () => process.exit(0));
  }
});
process.on('disconnect', () => process.exit(0));
const before = process.cpuUsage();
process.send?.(Buffer.byteLength(first));

async function begin(): Promise<Talk> {
  const given = read(await call('POST', '/v3/directline/tokens/generate', ''));
  const joined = await call('POST', '/v3/directline/conversations', `Bearer ${given.token}`);
  const { conversationId, streamUrl } = read(joined);
  const stream = new URL(streamUrl);
  return {
    path: `/v3/directline/conversations/${conversationId}/activities`,
    stream: `${stream.pathname}${stream.search}`,
    authorization: `Bearer ${given.token}`,
  };
}

/** Writes a long text; where the limit of the conversation says so it waits, because it stays within the limits. */
async function post(path: string, authorization: string): Promise<void> {
  const body = JSON.stringify({
    type: 'message',
    text: counts.posts < CONVERSATIONS * TEXTS ? LONG : QUESTION,
  });
  counts.posts += 1;
  const { status, headers } = await call('POST', path, authorization, body);
  if (status !== 429) return;
  await wait(Number(headers['retry-after']) * 1_000);
  await post(path, authorization);
}

async function writeOn({ path, authorization }: Talk, order = orders): Promise<void> {
  while (order === orders) await post(path, authorization);
}

function call(method: string, path: string, authorization: string, body = '') {
  const headers = { ...FROM, 'content-type': 'application/json', authorization };
  return sender.send({ method, path, headers, body });
}

async function pollOn({ path, authorization }: Talk, order = orders): Promise<void> {
  while (order === orders) {
    const { status, bytes, after } = await poll(path, authorization);
    counts.polls += 1;
    counts.megabytes += bytes / 2 ** 20;
    if (status !== 200) {
      counts.refused += 1;
      await wait(after * 1_000);
    }
  }
}

/** One poll; what comes is counted and thrown away, so that it costs this process little. */
function poll(path: string, authorization: string) {
  return new Promise<{ status: number; bytes: number; after: number }>((resolve, reject) => {
    const sent = request({ hostname, port, path, agent, headers: { ...FROM, authorization } }, (response) => {
      let bytes = 0;
      const after = Number(response.headers['retry-after'] ?? 0);
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes, after }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Asks for everything and reads nothing. Comes again when it is cut off. */
function stall(talk: Talk, isStream: boolean, order = orders): void {
  if (order !== orders) return;
  const lines = [
    `GET ${isStream ? talk.stream : talk.path} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    ...Object.entries(FROM).map(([name, value]) => `${name}: ${value}`),
    ...(isStream
      ? [
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        ]
      : [`Authorization: ${talk.authorization}`]),
  ];
  const socket = connect(Number(port), hostname);
  socket.pause();
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  counts.stalled += 1;
  stalled.add(socket);
  socket.on('error', () => undefined);
  socket.on('close', () => {
    stalled.delete(socket);
    counts.closed += 1;
    setTimeout(() => stall(talk, isStream, order), 100);
  });
}

/** What the endpoints give for a token and for a conversation. */
interface Given {
  readonly token: string;
  readonly conversationId: string;
  readonly streamUrl: string;
}

function read({ status, text }: { readonly status: number; readonly text: string }): Given {
  if (status >= 300) throw new Error(`the reader was answered ${String(status)} ${text}`);
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- of our own server
  return JSON.parse(text) as Given;
}
