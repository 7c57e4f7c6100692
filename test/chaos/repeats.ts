import { expect } from 'chai';
import { createChooser } from '../../bench/core/random.ts';
import type { Arena } from './support/arena.ts';
import { deliver, type Message } from './support/deliver.ts';
import { report } from './support/figures.ts';
import { script } from './support/script.ts';

export interface RepeatScale {
  readonly conversations: number;
  readonly messages: number;
}

/**
 * Delivers each activity one to five times, one after another or at once, to any instance. It must change the state
 * once and get one answer.
 */
export async function takesRepeatsOnce(
  arena: Arena,
  { conversations, messages }: RepeatScale,
): Promise<void> {
  const expected = script(messages);
  const chooser = createChooser(2);
  let deliveries = 0;
  let differing = 0;
  let unanswered = 0;
  let answeredAgain = 0;
  const begun = performance.now();
  await Promise.all(Array.from({ length: conversations }, (_, i) => hold(i)));
  const took = (performance.now() - begun) / 1_000;
  const ledger = await arena.ledger();
  const wrongStates = [...ledger.conversations].filter(
    ([, { version, consultation }]) =>
      version !== messages || JSON.stringify(consultation) !== JSON.stringify(expected.end),
  ).length;
  const turns = conversations * messages;
  const deadlocks = await arena.deadlocks();
  report('each delivered 1 to 5 times', {
    turns: ledger.inbound,
    deliveries,
    'changes of state beyond one': ledger.outbox - turns,
    'wrong states': wrongStates,
    'responses that differ': differing,
    unanswered,
    'answered again': answeredAgain,
    deadlocks,
    'deliveries per second': deliveries / took,
  });
  expect({
    turns: ledger.inbound,
    outbox: ledger.outbox,
    wrongStates,
    differing,
    unanswered,
    answeredAgain,
    deadlocks,
  }).to.deep.equal({
    turns,
    outbox: turns,
    wrongStates: 0,
    differing: 0,
    unanswered: 0,
    answeredAgain: 0,
    deadlocks: 0,
  });

  async function hold(i: number): Promise<void> {
    const conversation = `repeat-${String(i)}`;
    const mode = i % 2 === 0 ? 'response' : 'push';
    for (const [n, text] of expected.texts.entries()) {
      const message = {
        conversation,
        id: `m${String(n)}`,
        text,
        mode,
        serviceUrl: arena.channel.url,
      } as const;
      const times = 1 + chooser.number(5);
      deliveries += times;
      const answers = await (chooser.number(2) === 0 ? atOnce(message, times) : inSequence(message, times));
      const wanted = mode === 'response' ? expected.replies[n] : '';
      differing += answers.filter((answer) => answer !== wanted).length;
    }
    if (mode === 'response') return;
    await arena.channel.gets(conversation, messages);
    for (const n of expected.texts.keys()) {
      const times = arena.channel.answersTo(conversation, `m${String(n)}`);
      if (times === 0) unanswered += 1;
      if (times > 1) answeredAgain += 1;
    }
  }

  function atOnce(message: Message, times: number): Promise<readonly string[]> {
    return Promise.all(Array.from({ length: times }, () => answerTo(message)));
  }

  async function inSequence(message: Message, times: number): Promise<readonly string[]> {
    const answers: string[] = [];
    for (let i = 0; i < times; i += 1) answers.push(await answerTo(message));
    return answers;
  }

  async function answerTo(message: Message): Promise<string> {
    const { texts } = await deliver(anyUrl, message);
    return texts.join('\n');
  }

  function anyUrl(): string {
    return arena.instances[chooser.number(arena.instances.length)]?.url ?? '';
  }
}
