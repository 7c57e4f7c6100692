import { expect } from 'chai';
import { createChooser, type Chooser } from '../../bench/core/random.ts';
import type { Arena } from './support/arena.ts';
import type { Channel } from './support/channel.ts';
import { deliver } from './support/deliver.ts';
import { echoOf } from './support/decide-echo.ts';
import type { Fault, FaultPoint } from './support/fault.ts';
import { percentile, report } from './support/figures.ts';
import { pause } from './support/instance.ts';

/** How many kills there are at each point of a turn. `random`: at any time, from outside. */
export type Kills = Readonly<
  Record<'mid-turn' | 'before-commit' | 'after-commit' | 'before-mark' | 'random', number>
>;

/** Conversations that go on while instances are killed. */
const CONVERSATIONS = 12;

/** Replies that were not sent before a kill are sent when their lease (15 s) has run out. In milliseconds. */
const LONGEST_REST = 40_000;

/**
 * Kills and restarts instances again and again while conversations go on. The channel delivers each message until an
 * instance has taken it; for half of the messages replies are pushed if `pushing` is 1. Nothing may be lost or half
 * written. A pushed reply may come twice if the process died between sending it and marking it as sent.
 */
export async function survivesKills(
  arena: Arena,
  instances: number,
  kills: Kills,
  pushing: 0 | 1,
): Promise<void> {
  const chooser = createChooser(3);
  const deaths = deal(kills, chooser);
  const killed = deaths.length;
  let isOver = false;
  let misanswered = 0;
  const sent: { conversation: string; id: string; push: boolean }[] = [];
  const waits: number[] = [];

  const conversations = Array.from({ length: CONVERSATIONS }, (_, i) => hold(i));
  const begun = performance.now();
  await Promise.all(Array.from({ length: instances }, (_, i) => killAgainAndAgain(i)));
  isOver = true;
  const lengths = await Promise.all(conversations);
  const took = (performance.now() - begun) / 1_000;
  await rest();

  const ledger = await arena.ledger();
  const wrong = lengths.filter((length, i) => {
    const kept = ledger.conversations.get(nameOf(i));
    const told = kept?.consultation.moves.map((move) => (move.kind === 'chose-pack' ? move.pack : '')).join();
    const expected = Array.from({ length }, (_, n) => textOf(n)).join();
    return kept?.version !== length || told !== expected;
  }).length;
  const pushed = sent.filter(({ push }) => push);
  const answers = pushed.map(({ conversation, id }) => arena.channel.answersTo(conversation, id));
  const halfTurns = new Set([ledger.inbound, ledger.outbox, ledger.events, sent.length]).size - 1;
  const figures = {
    'lost conversations or messages': wrong,
    'half turns': halfTurns,
    'wrong responses': misanswered,
    'answers out of order': lengths.reduce(
      (sum, length, i) => sum + overtaken(arena.channel, nameOf(i), length),
      0,
    ),
    'lost answers': answers.filter((times) => times === 0).length,
    'still unsent': ledger.unsent,
  };
  const inWindow = kills['before-mark'];
  report(`${arena.place.kind}, kill -9`, {
    kills: killed,
    turns: sent.length,
    ...figures,
    'pushed replies': pushed.length,
    'came twice': answers.filter((times) => times === 2).length,
    'came more often': answers.filter((times) => times > 2).length,
    'of them killed before marking': inWindow,
    'median ms': percentile(waits, 0.5),
    'longest ms': percentile(waits, 1),
    seconds: took,
  });
  expect(figures).to.deep.equal(Object.fromEntries(Object.keys(figures).map((name) => [name, 0])));

  async function killAgainAndAgain(i: number): Promise<void> {
    for (let death = deaths.pop(); death !== undefined; death = deaths.pop()) {
      const instance = arena.start(i, { fault: death === 'random' ? undefined : faultAt(death, chooser) });
      if (death === 'random') {
        await instance.healthy();
        await pause(chooser.number(200));
        instance.signal('SIGKILL');
      }
      await instance.ended;
    }
    await arena.start(i).healthy();
  }

  async function hold(i: number): Promise<number> {
    const conversation = nameOf(i);
    const push = i % 2 < pushing;
    let n = 0;
    for (; !isOver; n += 1) {
      const id = `m${String(n)}`;
      const text = textOf(n);
      const { texts, time } = await deliver(
        () => arena.instances[chooser.number(instances)]?.url ?? '',
        { conversation, id, text, mode: push ? 'push' : 'response', serviceUrl: arena.channel.url },
        300_000,
      );
      sent.push({ conversation, id, push });
      waits.push(time);
      if (!push && texts.join() !== echoOf(text, n)) misanswered += 1;
      await pause(chooser.number(30));
    }
    return n;
  }

  async function rest(): Promise<void> {
    const until = performance.now() + LONGEST_REST;
    while (performance.now() < until && (await arena.ledger()).unsent > 0) await pause(500);
  }
}

/** How many replies of a conversation came before an earlier one. Of replies that came twice only the first counts. */
function overtaken({ arrivals }: Channel, conversation: string, length: number): number {
  const order = [
    ...new Set(arrivals.filter((each) => each.conversation === conversation).map(({ replyTo }) => replyTo)),
  ];
  const expected = Array.from({ length }, (_, n) => `m${String(n)}`).filter((id) => order.includes(id));
  return order.filter((id, n) => id !== expected[n]).length;
}

/** All kills in random order. */
function deal(kills: Kills, chooser: Chooser): (keyof Kills)[] {
  const points = ['mid-turn', 'before-commit', 'after-commit', 'before-mark', 'random'] as const;
  const all = points.flatMap((point) => Array.from({ length: kills[point] }, () => point));
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = chooser.number(i + 1);
    const [a, b] = [all[i], all[j]];
    if (a !== undefined && b !== undefined) [all[i], all[j]] = [b, a];
  }
  return all;
}

function faultAt(point: FaultPoint, chooser: Chooser): Fault {
  return { point, nth: 1 + chooser.number(5), signal: 'SIGKILL' };
}

function nameOf(i: number): string {
  return `kill-${String(i)}`;
}

function textOf(n: number): string {
  return `message ${String(n)}`;
}
