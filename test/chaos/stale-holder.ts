import { expect } from 'chai';
import type { Arena } from './support/arena.ts';
import { deliver, post } from './support/deliver.ts';
import { report } from './support/figures.ts';
import { pause } from './support/instance.ts';

/** How a process stops while it holds the lock of a conversation. `SIGSTOP`: it is paused and goes on later. */
export type End = 'SIGKILL' | 'SIGSTOP';

/**
 * Stops a process right before a commit, with the conversation locked. Another process takes the next turn. If the
 * first goes on, its write must fail, and its turn is taken again, after the other one.
 */
export async function outlivesHolder(arena: Arena, end: End): Promise<void> {
  const conversation = `held-${end}`;
  const message = (id: string) =>
    ({ conversation, id, text: id, mode: 'response', serviceUrl: arena.channel.url }) as const;
  const holder = arena.start(0, { fault: { point: 'before-commit', nth: 2, signal: end } });
  const other = arena.start(1);
  await Promise.all([holder.healthy(), other.healthy()]);
  await deliver(() => holder.url, message('first'));

  const held = post(holder.url, message('held'));
  await pause(300);
  const next = await deliver(() => other.url, message('next'));
  if (end === 'SIGSTOP') holder.signal('SIGCONT');
  const stale = await held;
  const again = await deliver(() => other.url, message('held'));
  const ledger = await arena.ledger();
  const kept = ledger.conversations.get(conversation);
  report(`a holder of the lock ended by ${end}`, {
    'next turn after ms': next.time,
    'writes of the stale holder that counted': kept?.activities[1] === 'held' ? 1 : 0,
    'its own answer': stale.kind === 'answered' ? stale.texts.join() : 'none',
    'answer to its redelivery': again.texts.join(),
  });
  expect(kept?.activities).to.deep.equal(['first', 'next', 'held']);
  expect(kept?.version).to.equal(3);
  expect(holder.isRunning()).to.equal(end === 'SIGSTOP');
  expect(again.texts).to.deep.equal(['held after 2']);
  expect(next.texts).to.deep.equal(['next after 1']);
  holder.signal('SIGKILL');
  other.signal('SIGKILL');
  await Promise.all([holder.ended, other.ended]);
}
