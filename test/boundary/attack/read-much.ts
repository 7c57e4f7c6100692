import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { SERVICE_URL, startBotFramework } from '../../support/bot-framework.ts';
import { activity } from '../../support/running-bot.ts';
import { createSender, type Hit, type Shot } from '../send.ts';
import { hear, startChild } from './children.ts';
import { quantiles, showFigures } from './quantiles.ts';

// How long others wait while one visitor within the limits reads as much as it gets, while it reads nothing of what it is
// sent, and while it writes as much as it may; side by side, in rounds. `tsx test/boundary/attack/read-much.ts [ROUNDS] [SECONDS]`
const [rounds = '10', seconds = '5'] = process.argv.slice(2);
/** Requests a second of the other users, of each kind. */
const USERS = 10;
const SITE = 'http://site.example';

type Kind = 'turn' | 'post' | 'poll';
type Waits = Record<Kind, number[]>;
const newWaits = (): Waits => ({ turn: [], post: [], poll: [] });

const framework = await startBotFramework();
const env = { ...process.env, ...framework.env, PUBLIC_WEBCHAT: 'true', ALLOWED_ORIGINS: SITE };
const server = startChild('server.ts', [], env);
const { url } = await hear<{ url: string }>(server);
const sender = createSender(url, 64);
const bearer = await framework.token();
const visitors = await Promise.all(Array.from({ length: 2 * USERS }, (_, i) => visit(i)));
const ATTACKS = ['read', 'stall', 'write'] as const;
const waits = { quiet: newWaits(), read: newWaits(), stall: newWaits(), write: newWaits() };

console.log(
  `load average ${loadavg()
    .map((n) => n.toFixed(1))
    .join(' ')}`,
);
await measure(newWaits(), 5);
const readers = await Promise.all(ATTACKS.map(prepare));
for (let round = 0; round < Number(rounds); round += 1) {
  const told = [`quiet ${await measure(waits.quiet, Number(seconds))}`];
  for (const { attack, child } of readers) {
    child.send(attack);
    told.push(`${attack} ${await measure(waits[attack], Number(seconds))}`);
    child.send('rest');
    await wait(1_000);
  }
  console.log(`round ${String(round + 1)}, server: ${told.join('; ')}`);
}
for (const { attack, child, bytes } of readers) {
  child.send('end');
  const counts = Object.entries(await hear<Record<string, number>>(child));
  const told = counts.map(([name, n]) => `${name} ${n.toFixed(1)}`);
  console.log(`${attack}: a poll ${String(bytes)} bytes; ${told.join(', ')}`);
}
for (const kind of ['turn', 'post', 'poll'] as const) {
  const calm = quantiles(waits.quiet[kind]);
  console.log(`${kind}s, ms: quiet ${showFigures(calm)}`);
  for (const attack of ATTACKS) {
    const harried = quantiles(waits[attack][kind]);
    console.log(`  ${attack}: ${showFigures(harried)}; median ${(harried.p50 / calm.p50).toFixed(1)} times`);
  }
}
const { user, system } = process.cpuUsage();
console.log(
  `load generator: ${((user + system) / 1e6).toFixed(1)} s of processor time; load average ${loadavg()
    .map((n) => n.toFixed(1))
    .join(' ')}`,
);
sender.close();
server.kill();
await framework.close();

/** A visitor who attacks, from an address of its own, and has written its conversations. */
async function prepare(attack: (typeof ATTACKS)[number], i: number) {
  const child = startChild('readers.ts', [url, `203.0.113.${String(i)}`], env);
  return { attack, child, bytes: await hear<number>(child) };
}

/** Other users, each from an address of their own, evenly over the time; what they wait is kept. Returns what it cost. */
async function measure(into: Waits, length: number): Promise<string> {
  const begun = { at: performance.now(), cpu: (await costs()).cpu };
  const under = [];
  for (let i = 0; i < length * USERS; i += 1) {
    const visitor = visitors[i % visitors.length];
    under.push(timed(into.turn, turn(i)));
    if (visitor !== undefined)
      under.push(timed(into.post, visitor.post(i)), timed(into.poll, visitor.poll()));
    await wait(1_000 / USERS);
  }
  await Promise.all(under);
  const { cpu, rss } = await costs();
  const part = (100 * (cpu - begun.cpu)) / (performance.now() - begun.at);
  return `${part.toFixed(0)} % of a core, ${(rss / 2 ** 20).toFixed(0)} MB`;
}

function costs(): Promise<{ readonly cpu: number; readonly rss: number }> {
  server.send('costs');
  return hear(server);
}

async function timed(kept: number[], shot: Shot): Promise<void> {
  const from = performance.now();
  await served(shot);
  kept.push(performance.now() - from);
}

async function served(shot: Shot): Promise<Hit> {
  const hit = await sender.send(shot);
  if (hit.status >= 300) throw new Error(`another user was answered ${String(hit.status)} ${hit.text}`);
  return hit;
}

function turn(i: number): Shot {
  const fields = {
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    text: `is release ${String(i)} supported?`,
  };
  return shotOf('POST', '/api/messages', `Bearer ${bearer}`, i, activity(fields));
}

/** Another visitor of the web chat: its posts, and its polls behind the greeting. */
async function visit(i: number) {
  const given = await served(shotOf('POST', '/v3/directline/tokens/generate', '', i));
  const { token, conversationId } = parse(given.text);
  const authorization = `Bearer ${token}`;
  await served(shotOf('POST', '/v3/directline/conversations', authorization, i));
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  return {
    post: (n: number) =>
      shotOf('POST', path, authorization, i, { type: 'message', text: `is release ${String(n)} supported?` }),
    poll: () => shotOf('GET', `${path}?watermark=100000`, authorization, i),
  };
}

function shotOf(method: string, path: string, authorization: string, i: number, body?: unknown): Shot {
  const from = `198.51.100.${String(i % 200)}`;
  return {
    method,
    path,
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from, origin: SITE, authorization },
    body: body === undefined ? '' : JSON.stringify(body),
  };
}

function parse(text: string): { readonly token: string; readonly conversationId: string } {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- of our own server
  return JSON.parse(text) as { token: string; conversationId: string };
}
