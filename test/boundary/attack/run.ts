import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { SERVICE_URL, startBotFramework } from '../../support/bot-framework.ts';
import { activity } from '../../support/running-bot.ts';
import { createSender, type Shot } from '../send.ts';
import { hear, startChild } from './children.ts';
import { quantiles, showFigures } from './quantiles.ts';

// How long others wait while one address asks a hundred times too much and a thousand sockets crawl; side by side, in
// rounds. `tsx test/boundary/attack/run.ts [LIMIT A MINUTE] [ROUNDS] [SECONDS]`
const [limit = '600', rounds = '3', seconds = '30'] = process.argv.slice(2);
const SOCKETS = 1_000;
const TIMES_LIMIT = 100;
/** Requests a second of the other users, of each kind. */
const USERS = 25;
const KEY = 'the-key-of-the-help-desk';

type Kind = 'turn' | 'question';
type Waits = Record<Kind, number[]>;

const framework = await startBotFramework();
const env = {
  ...process.env,
  ...framework.env,
  ADDRESS_RATE_PER_MINUTE: limit,
  // The same share of the rate as by default.
  ADDRESS_RATE_BURST: String(Number(limit) / 3),
  API_KEYS: KEY,
};
const server = startChild('server.ts', [], env);
const { url } = await hear<{ url: string }>(server);
const sender = createSender(url, 64);
const token = await framework.token();
const quiet: Waits = { turn: [], question: [] };
const attacked: Waits = { turn: [], question: [] };

console.log(
  `limit of an address ${limit} a minute; load average ${loadavg()
    .map((n) => n.toFixed(1))
    .join(' ')}`,
);
await measure({ turn: [], question: [] }, 5);
for (let round = 0; round < Number(rounds); round += 1) {
  const calm = await measure(quiet, Number(seconds));
  const rate = (Number(limit) / 60) * TIMES_LIMIT;
  const attackers = startChild('attackers.ts', [url, String(SOCKETS), String(rate)], env);
  await hear(attackers);
  await wait(1_000);
  const harried = await measure(attacked, Number(seconds));
  attackers.send('end');
  const counts = await hear<Record<string, number>>(attackers);
  console.log(
    `round ${String(round + 1)}: ${JSON.stringify(counts)}; server quiet ${calm}, attacked ${harried}`,
  );
  await wait(2_000);
}
for (const kind of ['turn', 'question'] as const) {
  const [calm, harried] = [quantiles(quiet[kind]), quantiles(attacked[kind])];
  const rise = (harried.p95 / calm.p95 - 1) * 100;
  console.log(
    `${kind}s, ms: quiet ${showFigures(calm)}; attacked ${showFigures(harried)}; p95 ${rise.toFixed(0)} % more`,
  );
}
console.log(
  `load average ${loadavg()
    .map((n) => n.toFixed(1))
    .join(' ')}`,
);
sender.close();
server.kill();
await framework.close();

/**
 * Sends requests of other users, each from its own address, evenly over the time, and records how long they wait.
 * Returns what the server used.
 */
async function measure(waits: Waits, length: number): Promise<string> {
  const begun = { at: performance.now(), cpu: (await costs()).cpu };
  const under = [];
  for (let i = 0; i < length * USERS; i += 1) {
    under.push(timed(waits.turn, turn(i)), timed(waits.question, question(i)));
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

async function timed(waits: number[], shot: Shot): Promise<void> {
  const from = performance.now();
  const { status, text } = await sender.send(shot);
  waits.push(performance.now() - from);
  if (status !== 200) throw new Error(`another user was answered ${String(status)} ${text}`);
}

function turn(i: number): Shot {
  const fields = {
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    text: `is release ${String(i)} supported?`,
  };
  return shotOf('/api/messages', { authorization: `Bearer ${token}` }, activity(fields), i);
}

function question(i: number): Shot {
  return shotOf('/api/ask', { 'x-api-key': KEY }, { text: `is release ${String(i)} supported?` }, i);
}

function shotOf(path: string, headers: Readonly<Record<string, string>>, body: unknown, i: number): Shot {
  const from = `198.51.100.${String(i % 200)}`;
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from, ...headers },
    body: JSON.stringify(body),
  };
}
