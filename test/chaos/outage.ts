import { expect } from 'chai';
import type { Arena } from './support/arena.ts';
import { post, type Posted } from './support/deliver.ts';
import { report } from './support/figures.ts';
import { pause } from './support/instance.ts';
import { watchHealth } from './support/watch-health.ts';

/** A way to take the database away and bring it back. */
export interface Outage {
  readonly what: string;
  readonly begin: () => Promise<void>;
  readonly end: () => Promise<void>;
  /** How long it lasts, in milliseconds. */
  readonly length: number;
}

/**
 * Within this time (milliseconds) readiness must fail after the database went, and chat must work after it came back.
 */
const NOTICED = 5_000;
const RECOVERED = 10_000;
/** How long (milliseconds) a channel waits for a response. */
const CHANNEL_WAITS = 15_000;

/**
 * Takes the database away from one instance while conversations go on; the channel delivers each message again until it
 * is taken. What needs no database must go on, chat must report the outage, and nothing may be lost once it is over.
 */
export async function outlasts(arena: Arena, { what, begin, end, length }: Outage): Promise<void> {
  const [instance] = arena.instances;
  if (instance === undefined) throw new Error('no instance runs');
  const posted: { at: number; time: number; answer: Posted }[] = [];
  const clock = () => performance.now();
  let isOver = false;
  const health = watchHealth(instance.url);
  const talks = ['push-a', 'push-b', 'response-a'].map((name) => hold(`${what} ${name}`));
  await pause(1_500);

  const away = clock();
  await begin();
  await pause(length);
  const back = clock();
  await end();
  const recovered = await recovery(back);
  if (recovered === Infinity)
    throw new Error(`${what}: chat did not come back: ${instance.output().slice(-2_000)}`);
  isOver = true;
  const messages = await Promise.all(talks);
  const seen = await health.stop();
  // Replies that were committed when the connection broke are sent when their lease has run out.
  for (let waited = 0; waited < 40_000 && (await arena.ledger()).unsent > 0; waited += 500) await pause(500);

  const during = posted.filter(({ at, time }) => at > away + 500 && at + time < back);
  const statuses = during.map(({ answer }) => (answer.kind === 'answered' ? answer.status : answer.kind));
  const { conversations } = await arena.ledger();
  const figures = {
    'not alive': seen.failures('/healthz', away, clock()),
    'ask API failed': seen.failures('/api/ask', away, clock()),
    'desk page failed': seen.failures('/desk', away, clock()),
    'answers while away': statuses.filter((status) => status === 200).length,
    'other than 503': statuses.filter((status) => status !== 200 && status !== 503).length,
    'conversations not apologized to once': apologies('push').filter((times) => times !== 1).length,
    'messages lost': messages.filter(
      ({ conversation, taken }) => conversations.get(conversation)?.version !== taken,
    ).length,
    'answers lost or doubled': messages
      .filter(({ conversation }) => conversation.includes('push'))
      .reduce((wrong, { conversation, taken }) => wrong + misanswered(conversation, taken), 0),
  };
  const notReady = seen.firstFailure('/readyz', away);
  const longest = Math.max(0, ...during.map(({ time }) => time));
  report(what, {
    ...figures,
    'turned away with 503': statuses.filter((status) => status === 503).length,
    'longest ms until 503': longest,
    'ms until not ready': notReady === undefined ? 'never' : notReady - away,
    'ms until chat again': recovered,
  });
  expect(figures).to.deep.equal(Object.fromEntries(Object.keys(figures).map((name) => [name, 0])));
  expect(statuses.length, 'turned away').to.be.greaterThan(0);
  expect(notReady, 'not ready').to.be.lessThan(away + NOTICED);
  expect(longest, 'until 503').to.be.lessThan(CHANNEL_WAITS);
  expect(recovered, 'until chat again').to.be.lessThan(RECOVERED);

  /** Sends messages one after another, each until it is taken. */
  async function hold(conversation: string): Promise<{ conversation: string; taken: number }> {
    const mode = conversation.includes('push') ? 'push' : 'response';
    for (let taken = 0; ; taken += 1) {
      if (isOver) return { conversation, taken };
      const message = {
        conversation,
        id: `m${String(taken)}`,
        text: 'BackOffice Server 4.0 to Windows Server 2003',
        mode,
        serviceUrl: arena.channel.url,
      } as const;
      for (let isTaken = false; !isTaken;) {
        const at = clock();
        const answer = await post(instance?.url ?? '', message);
        posted.push({ at, time: clock() - at, answer });
        isTaken = answer.kind === 'answered' && answer.status === 200;
        await pause(200);
      }
    }
  }

  /** How many milliseconds after `from` an instance was ready again and took a turn. */
  async function recovery(from: number): Promise<number> {
    while (clock() < from + 60_000) {
      await pause(50);
      const taken = posted.find(
        ({ at, time, answer }) => at + time > from && answer.kind === 'answered' && answer.status === 200,
      );
      const ready = health.firstSuccess('/readyz', from);
      if (taken !== undefined && ready !== undefined) return Math.max(taken.at + taken.time, ready) - from;
    }
    return Infinity;
  }

  function apologies(mode: string): readonly number[] {
    return messages
      .filter(({ conversation }) => conversation.includes(mode))
      .map(
        ({ conversation }) =>
          arena.channel.arrivals.filter(
            (arrival) => arrival.conversation === conversation && arrival.text.startsWith('Sorry'),
          ).length,
      );
  }

  function misanswered(conversation: string, taken: number): number {
    const answered = arena.channel.arrivals.filter(
      (arrival) => arrival.conversation === conversation && !arrival.text.startsWith('Sorry'),
    );
    const once = new Set(answered.map(({ replyTo }) => replyTo));
    return Math.abs(answered.length - once.size) + Math.abs(taken - once.size);
  }
}
