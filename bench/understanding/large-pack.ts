import { loadDialogs } from '../../src/content/index.ts';
import { ask, createAdvisor, linkKnowledge } from '../../src/core/index.ts';
import { generatedKinds } from '../core/generated-questions.ts';
import { distinctQuestions } from '../core/questions.ts';
import { generateParts } from '../generate-pack.ts';
import { measure, processorClock } from '../measure.ts';
import { ms, printTable } from '../table.ts';
import { verdictOn } from './aims.ts';
import { readerOf } from './read-only.ts';

const PRODUCTS = 10_000;
const AIM = 5;
const ROUNDS = 5;

/** Times reading, and the whole answer beside it, on a generated pack of 10,000 products. */
export async function benchLargePack(short: boolean): Promise<void> {
  const { dialogs } = loadDialogs('dialogs');
  const advisor =
    dialogs === undefined
      ? undefined
      : createAdvisor([linkKnowledge(generateParts(PRODUCTS))], dialogs, 'en');
  if (advisor === undefined) throw new Error('the dialogs do not load; run npm run check');
  const size = short ? 500 : 3000;
  const texts = distinctQuestions(generatedKinds(PRODUCTS), size * (ROUNDS + 1)).map(({ text }) => text);
  const rounds = Array.from({ length: ROUNDS }, (_, i) => texts.slice((i + 1) * size, (i + 2) * size));
  const inputs = { warmUp: texts.slice(0, size), rounds };
  const reading = await measure(inputs, readerOf({ advisor }));
  const processor = await measure(inputs, readerOf({ advisor }), processorClock);
  const answering = await measure(inputs, (text) => ask(advisor, { turns: [text] }));
  printTable(
    `A generated pack of ${PRODUCTS.toLocaleString('en')} products: ${reading.count} different questions; milliseconds`,
    ['', 'median', 'p99', 'worst'],
    [
      ['reading', ms(reading.median), ms(reading.p99), ms(reading.worst)],
      ['reading, processor time', ms(processor.median), ms(processor.p99), ms(processor.worst)],
      ['the whole answer', ms(answering.median), ms(answering.p99), ms(answering.worst)],
    ],
  );
  verdictOn('reading there, p99', reading.p99, AIM);
  verdictOn('reading there, worst', reading.worst, AIM);
  verdictOn('reading there (processor), worst', processor.worst, AIM);
}
