import fc from 'fast-check';

/** Questions as users type them: products, near misses, components, topics, histories and noise, in many orders. */
const PRODUCTS = [
  'BackOffice Server 2.5',
  'BackOffice Server 4.0',
  'BackOffice Server 4.5',
  'BO 4.5',
  'BackOffice',
  'Small Business Server',
  'Small Business Server 4.0',
  'SBS 4.5',
  'Windows Server 2003',
  'Windows 2003',
  'W2K3',
  'BackOffice Server 3.0',
  'SBS 2000',
  'Windows Server 2003 R2',
  'BackOffice Server 4.5 SP1',
  'Exchange 5.5',
  'Windows NT 4.0',
  '4.0',
  '4.5',
  '4.0 or 4.5',
] as const;
const HISTORIES = [
  ', originally Small Business Server 4.0,',
  ', never Small Business Server,',
  ', formerly SBS 4.5,',
  ', BackOffice Server 4.0 Setup was used to install a server application,',
  '',
] as const;
const TOPICS = [
  'is Site Server supported?',
  'Web Administration',
  'does fax still work?',
  'Intranet Starter Site',
  'something that depends on Site Server',
  'where is the latest information?',
  'product pages',
  'international versions of BackOffice Server',
  'how long does it take?',
  'what does it cost?',
  'and is Site Server supported, and does fax work?',
] as const;
const MOVES = [
  'back',
  'start over',
  'help',
  'why do you ask?',
  'show the source',
  'plain text',
  'change',
  'yes',
  'no',
  "I don't know",
  '1',
  '2',
  '3',
  '99',
  'thanks',
  'hello',
  "no, it's BackOffice Server 4.0",
  'no, 2.5',
  'another version',
] as const;
const NOISE = [
  '',
  '   ',
  'asdf qwer',
  '???',
  'you are useless',
  '{"a": [1]}',
  'x'.repeat(8000),
  '\u0000\ud800',
  '🦆🦆',
] as const;

const product = fc.constantFrom(...PRODUCTS);
const upgrade = fc
  .tuple(
    fc.constantFrom('', 'upgrade ', 'can I upgrade from ', 'I have '),
    product,
    fc.constantFrom(...HISTORIES),
    product,
  )
  .map(([opening, from, history, to]) => `${opening}${from}${history} to ${to}`);
const route = fc.tuple(product, product, product).map((stops) => stops.join(' to '));

/** Single questions. */
export const questions: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: upgrade },
  { weight: 2, arbitrary: product },
  { weight: 1, arbitrary: route },
  { weight: 3, arbitrary: fc.constantFrom(...TOPICS) },
  {
    weight: 2,
    arbitrary: fc.tuple(upgrade, fc.constantFrom(...TOPICS)).map(([first, topic]) => `${first}, ${topic}`),
  },
  { weight: 1, arbitrary: fc.tuple(product, fc.constantFrom(...TOPICS)).map((both) => both.join(': ')) },
);

/** Anything that a user may type in a conversation. */
export const typed: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: questions },
  { weight: 4, arbitrary: fc.constantFrom(...MOVES) },
  { weight: 1, arbitrary: fc.constantFrom(...NOISE) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
);
