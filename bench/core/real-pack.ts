import { loadDialogs, loadLibrary } from '../../src/content/index.ts';
import {
  advance,
  ask,
  createAdvisor,
  NEW_CONSULTATION,
  nonEmpty,
  type Advisor,
  type Consultation,
} from '../../src/core/index.ts';
import { measure, type Measured } from '../measure.ts';
import { ms, printTable } from '../table.ts';
import { distinctQuestions, type BenchQuestion } from './questions.ts';
import { REAL_KINDS } from './real-questions.ts';
import { stagesOf } from './stages.ts';

const ROUNDS = 5;

/** Times answers on the shipped packs: the whole, its stages, and messages of a conversation. */
export async function benchRealPack(short: boolean): Promise<void> {
  const advisor = loadShipped();
  const size = short ? 1000 : 6000;
  const questions = distinctQuestions(REAL_KINDS, size * (ROUNDS + 1));
  const inputs = inRounds(questions, size);
  const stages = stagesOf(advisor);
  const read = inRounds(questions.map(stages.read), size);
  const conversations = inRounds(messagesOf(advisor, questions), size);
  const rows: readonly (readonly [string, Measured])[] = [
    [
      'ask: the whole answer',
      await measure(inputs, ({ text, facts }) => ask(advisor, { turns: [text], facts })),
    ],
    ['- reading the message', await measure(inputs, stages.read)],
    ['- replying: planning and composing', await measure(read, stages.reply)],
    ['  - of it planning, choosing the question', await measure(read, stages.plan)],
    [
      'advance: a message in mid-conversation',
      await measure(conversations, ({ consultation, text }) =>
        advance(advisor, consultation, { kind: 'text', text }),
      ),
    ],
  ];
  printTable(
    `Shipped pack: ${questions.length - size} different questions in ${ROUNDS} rounds, after ${size} to warm up; milliseconds`,
    ['', 'median', 'p99', 'worst', 'median by round', 'garbage collected'],
    rows.map(([name, timed]) => [
      name,
      ms(timed.median),
      ms(timed.p99),
      ms(timed.worst),
      timed.rounds.map(ms).join(' to '),
      `${timed.collections.minor} + ${timed.collections.major} times, ${timed.collections.ms.toFixed(0)} ms`,
    ]),
  );
}

function loadShipped(): Advisor {
  const { dialogs } = loadDialogs('dialogs');
  const packs = nonEmpty(loadLibrary('knowledge').packs.map((pack) => pack.knowledge));
  const advisor =
    dialogs === undefined || packs === undefined ? undefined : createAdvisor(packs, dialogs, 'en');
  if (advisor === undefined) throw new Error('the shipped content does not load; run npm run check');
  return advisor;
}

interface Rounds<T> {
  readonly warmUp: readonly T[];
  readonly rounds: readonly (readonly T[])[];
}

function inRounds<T>(inputs: readonly T[], size: number): Rounds<T> {
  const rounds = Array.from({ length: ROUNDS }, (_, i) => inputs.slice((i + 1) * size, (i + 2) * size));
  return { warmUp: inputs.slice(0, size), rounds };
}

/** Each question as the next message of a conversation of up to eight messages, which are the questions before it. */
function messagesOf(
  advisor: Advisor,
  questions: readonly BenchQuestion[],
): readonly { consultation: Consultation; text: string }[] {
  let consultation = NEW_CONSULTATION;
  return questions.map(({ text }, i) => {
    if (i % 8 === 0) consultation = NEW_CONSULTATION;
    const before = consultation;
    consultation = advance(advisor, before, { kind: 'text', text }).consultation;
    return { consultation: before, text };
  });
}
