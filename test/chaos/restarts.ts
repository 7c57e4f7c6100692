import { expect } from 'chai';
import { createChooser } from '../../bench/core/random.ts';
import type { Arena } from './support/arena.ts';
import { post, type Message } from './support/deliver.ts';
import { percentile, report } from './support/figures.ts';
import { pause } from './support/instance.ts';
import { script } from './support/script.ts';

const CONVERSATIONS = 16;

/** How often (milliseconds) the balancer asks each instance whether it is ready. */
const PROBE = 100;

/**
 * Restarts two instances in turn by SIGTERM, under load. The client works like a load balancer: it sends to instances
 * that were ready at the last probe, tries another one if a connection is refused, and passes every answer on. A
 * connection that breaks before its answer counts as a failed turn.
 */
export async function restartsUnnoticed(arena: Arena, restarts: number): Promise<void> {
  const chooser = createChooser(4);
  const expected = script(7);
  const outcome = { turns: 0, failed: 0, broken: 0, refused: 0, wrongReplies: 0 };
  const stops: number[] = [];
  const codes: (number | null)[] = [];
  let isOver = false;
  await arena.startAll();
  const isReady = [true, true];
  const probes = isReady.map((_, i) => probe(i));
  const conversations = Array.from({ length: CONVERSATIONS }, (_, i) => hold(i));
  for (let n = 0; n < restarts; n += 1) {
    await pause(50 + chooser.number(200));
    const instance = arena.instances[n % 2];
    const begun = performance.now();
    instance?.signal('SIGTERM');
    codes.push((await instance?.ended) ?? null);
    stops.push(performance.now() - begun);
    await arena.start(n % 2).healthy();
    while (isReady[n % 2] !== true) await pause(PROBE);
  }
  isOver = true;
  await Promise.all([...conversations, ...probes]);
  const { inbound, outbox, unsent } = await arena.ledger();
  report('rolling restarts under load', {
    restarts,
    ...outcome,
    'exit codes other than 0': codes.filter((code) => code !== 0).length,
    'median ms to stop': percentile(stops, 0.5),
    'longest ms to stop': percentile(stops, 1),
  });
  expect({
    ...outcome,
    refused: 0,
    codes: codes.filter((code) => code !== 0),
    inbound,
    outbox,
    unsent,
  }).to.deep.equal({
    turns: inbound,
    failed: 0,
    broken: 0,
    refused: 0,
    wrongReplies: 0,
    codes: [],
    inbound,
    outbox: inbound,
    unsent: 0,
  });

  async function hold(i: number): Promise<void> {
    for (let round = 0; !isOver; round += 1) {
      const conversation = `roll-${String(i)}-${String(round)}`;
      const mode = i % 2 === 0 ? 'response' : 'push';
      for (const [n, text] of expected.texts.entries()) {
        const id = `m${String(n)}`;
        const texts = await balance({ conversation, id, text, mode, serviceUrl: arena.channel.url });
        outcome.turns += 1;
        if (mode === 'response' && texts !== expected.replies[n]) outcome.wrongReplies += 1;
        await pause(chooser.number(20));
      }
      if (mode === 'response') continue;
      await arena.channel.gets(conversation, expected.texts.length);
      const arrived = arena.channel.arrivals.filter((arrival) => arrival.conversation === conversation);
      if (arrived.map(({ text }) => text).join() !== expected.replies.join()) outcome.wrongReplies += 1;
    }
  }

  async function balance(message: Message): Promise<string> {
    for (let i = chooser.number(2); ; i += 1) {
      if (isReady[i % 2] !== true && isReady[(i + 1) % 2] === true) continue;
      const posted = await post(arena.instances[i % 2]?.url ?? '', message);
      if (posted.kind === 'answered') {
        if (posted.status !== 200) outcome.failed += 1;
        return posted.texts.join('\n');
      }
      outcome[posted.kind] += 1;
      await pause(5);
    }
  }

  async function probe(i: number): Promise<void> {
    while (!isOver) {
      await pause(PROBE);
      const answer = await fetch(`${arena.instances[i]?.url ?? ''}/readyz`).catch(() => undefined);
      await answer?.body?.cancel();
      isReady[i] = answer?.ok === true;
    }
  }
}
