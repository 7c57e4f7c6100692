import { ask, type Advisor } from '../../src/core/index.ts';
import { REAL_KINDS } from '../core/real-questions.ts';
import { distinctQuestions } from '../core/questions.ts';
import { measure, processorClock, type Measured } from '../measure.ts';
import { ms, printTable } from '../table.ts';
import { verdictOn } from './aims.ts';
import type { AskedPack } from './packs-with-cases.ts';
import { readerOf } from './read-only.ts';

const ROUNDS = 5;
const SHORT = { characters: 100, median: 0.05, p99: 0.3 } as const;
const LONG = { characters: 8000, ms: 20 } as const;

/** Times reading, and the whole answer beside it, for messages of a usual length and for very long ones. */
export async function benchReadingSpeed(pack: AskedPack, short: boolean): Promise<void> {
  const size = short ? 500 : 3000;
  const longSize = short ? 20 : 100;
  const usual = await timeAll(pack.advisor, messagesOf(SHORT.characters, size * (ROUNDS + 1)), size);
  const long = await timeAll(pack.advisor, messagesOf(LONG.characters, longSize * (ROUNDS + 1)), longSize);
  printTable(
    `Reading on ${pack.knowledge.id}: different messages, each once, in ${ROUNDS} rounds after one to warm up; milliseconds`,
    ['', 'messages', 'median', 'p99', 'worst', 'median by round'],
    [...rowsOf(`${SHORT.characters} characters`, usual), ...rowsOf(`${LONG.characters} characters`, long)],
  );
  for (const [clock, timed] of [
    ['', usual.reading],
    [' (processor)', usual.processor],
  ] as const) {
    verdictOn(`reading ${SHORT.characters} characters${clock}, median`, timed.median, SHORT.median);
    verdictOn(`reading ${SHORT.characters} characters${clock}, p99`, timed.p99, SHORT.p99);
  }
  verdictOn(`reading ${LONG.characters} characters, worst`, long.reading.worst, LONG.ms);
  verdictOn(`reading ${LONG.characters} characters (processor), worst`, long.processor.worst, LONG.ms);
}

interface Timed {
  readonly reading: Measured;
  /** Reading in processor time. */
  readonly processor: Measured;
  readonly answering: Measured;
}

async function timeAll(advisor: Advisor, messages: readonly string[], size: number): Promise<Timed> {
  const rounds = Array.from({ length: ROUNDS }, (_, i) => messages.slice((i + 1) * size, (i + 2) * size));
  const inputs = { warmUp: messages.slice(0, size), rounds };
  const read = readerOf({ advisor });
  return {
    reading: await measure(inputs, read),
    processor: await measure(inputs, read, processorClock),
    answering: await measure(inputs, (text) => ask(advisor, { turns: [text] })),
  };
}

function rowsOf(name: string, { reading, processor, answering }: Timed): readonly string[][] {
  return [
    row(`${name}, reading`, reading),
    row(`${name}, reading, processor time`, processor),
    row(`${name}, the whole answer`, answering),
  ];
}

/**
 * Different messages of that many characters: made questions one behind the other, and cut. So a short message is a
 * question with what was said around it, and a long one tells a story of dozens.
 */
export function messagesOf(characters: number, count: number): readonly string[] {
  const questions = distinctQuestions(REAL_KINDS, 20_000).map(({ text }) => text);
  let next = 0;
  return Array.from({ length: count }, () => {
    let message = '';
    while (message.length < characters) message += `${questions[next++ % questions.length] ?? ''}. `;
    return message.slice(0, characters);
  });
}

function row(name: string, { count, median, p99, worst, rounds }: Measured): string[] {
  return [name, String(count), ms(median), ms(p99), ms(worst), rounds.map(ms).join(' to ')];
}
