import { expect } from 'chai';
import { createChooser } from '../../bench/core/random.ts';
import type { Arena } from './support/arena.ts';
import { deliver } from './support/deliver.ts';
import { percentile, report } from './support/figures.ts';
import { pause } from './support/instance.ts';
import { script } from './support/script.ts';

export interface OrderScale {
  readonly conversations: number;
  readonly messages: number;
}

/**
 * Holds several conversations at the same time. Each message goes to any instance, after the message before was taken.
 * Every state must be what the messages lead to in their order, and every reply must answer its own message.
 */
export async function keepsOrder(arena: Arena, { conversations, messages }: OrderScale): Promise<void> {
  const expected = script(messages);
  const chooser = createChooser(1);
  const times: number[] = [];
  let wrongReplies = 0;
  let again = 0;
  const begun = performance.now();
  await Promise.all(Array.from({ length: conversations }, (_, i) => hold(i)));
  const took = (performance.now() - begun) / 1_000;
  const ledger = await arena.ledger();
  const deadlocks = await arena.deadlocks();

  let lostUpdates = 0;
  let outOfOrder = 0;
  for (let i = 0; i < conversations; i += 1) {
    const kept = ledger.conversations.get(`order-${String(i)}`);
    if (kept?.version !== messages) lostUpdates += 1;
    if (JSON.stringify(kept?.consultation) !== JSON.stringify(expected.end)) lostUpdates += 1;
    if (kept?.activities.join() !== expected.texts.map((_, n) => `m${String(n)}`).join()) outOfOrder += 1;
  }
  report(`${String(arena.instances.length)} instances, messages in order`, {
    conversations,
    turns: ledger.inbound,
    'lost updates': lostUpdates,
    'out of order': outOfOrder,
    deadlocks,
    'wrong replies': wrongReplies,
    'delivered again': again,
    'turns per second': ledger.inbound / took,
    'median ms': percentile(times, 0.5),
    'p99 ms': percentile(times, 0.99),
    'longest ms': percentile(times, 1),
  });
  const replies = ledger.outbox;
  expect({ replies, lostUpdates, outOfOrder, deadlocks, wrongReplies }).to.deep.equal({
    replies: conversations * messages,
    lostUpdates: 0,
    outOfOrder: 0,
    deadlocks: 0,
    wrongReplies: 0,
  });

  /**
   * Holds one conversation. Every second one gets its replies pushed, so that their order at the channel is checked
   * too.
   */
  async function hold(i: number): Promise<void> {
    const conversation = `order-${String(i)}`;
    const mode = i % 2 === 0 ? 'response' : 'push';
    for (const [n, text] of expected.texts.entries()) {
      await pause(chooser.number(20));
      const message = {
        conversation,
        id: `m${String(n)}`,
        text,
        mode,
        serviceUrl: arena.channel.url,
      } as const;
      const { texts, time, attempts } = await deliver(anyUrl, message);
      times.push(time);
      again += attempts - 1;
      if (mode === 'response' && texts.join('\n') !== expected.replies[n]) wrongReplies += 1;
    }
    if (mode === 'response') return;
    await arena.channel.gets(conversation, messages);
    const arrived = arena.channel.arrivals.filter((arrival) => arrival.conversation === conversation);
    const said = arrived.map(({ text }) => text);
    if (said.join('\n\n') !== expected.replies.join('\n\n')) wrongReplies += 1;
  }

  function anyUrl(): string {
    return arena.instances[chooser.number(arena.instances.length)]?.url ?? '';
  }
}
