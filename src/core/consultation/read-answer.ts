import type { Question, QuestionChoice } from '../questions/question.ts';
import { UNKNOWN } from '../../contract/index.ts';
import type { Lexicon } from '../understanding/lexicon.ts';
import { longestPhrase } from '../understanding/phrase-trie.ts';
import { COMMA, QUESTION, STOP, tokenize, type Token } from '../understanding/tokenize.ts';
import { chooseByWords } from './choose-by-text.ts';

/** What the first words of a message answer to the open question. */
export type OpeningAnswer =
  | { readonly kind: 'choice'; readonly choice: QuestionChoice }
  /** "Yes and no": an answer and its opposite. */
  | { readonly kind: 'contradiction' }
  /** "Probably": the user is not sure, and the message does not begin with an answer. `choice` is "I don't know". */
  | { readonly kind: 'hedged'; readonly choice: QuestionChoice }
  | { readonly kind: 'none' };

/** An answer at the beginning of a message has at most this many words. */
const MOST_LEADING = 6;

/** Only so many characters are searched for an answer and its opposite. */
const MOST_READ = 400;

const NONE: OpeningAnswer = { kind: 'none' };

/**
 * The choice that a message begins with. The longest one counts: "no idea, ask Bob" is not "no". If the user is not sure
 * (`hedged`), the answer is "I don't know" whatever the message begins with, but for questions for a product.
 */
export function readOpeningAnswer(
  question: Question,
  text: string,
  lexicon: Lexicon,
  hedged: boolean,
): OpeningAnswer {
  const tokens = withoutSecondThought(
    lexicon,
    tokenize(text.slice(0, MOST_READ), () => true),
  );
  const opening = openingChoice(question, tokens, lexicon);
  const ofProduct = question.fact === 'installed' || question.fact === 'target';
  if (hedged && !ofProduct) {
    const choice = question.choices.find(({ value }) => value === UNKNOWN);
    return choice === undefined ? NONE : { kind: opening === undefined ? 'hedged' : 'choice', choice };
  }
  if (opening === undefined) return NONE;
  return contradicts(question, opening.choice, tokens.slice(opening.to), lexicon)
    ? { kind: 'contradiction' }
    : { kind: 'choice', choice: opening.choice };
}

interface Opening {
  readonly choice: QuestionChoice;
  /** The index after its last token. */
  readonly to: number;
}

function openingChoice(question: Question, tokens: readonly Token[], lexicon: Lexicon): Opening | undefined {
  const places = tokens.flatMap(({ norm }, i) => (isMark(norm) ? [] : [i])).slice(0, MOST_LEADING);
  for (let length = places.length; length > 0; length--) {
    const to = (places[length - 1] ?? 0) + 1;
    const words = places.slice(0, length).map((at) => tokens[at]?.norm ?? '');
    const choice = /^\d+$/.test(words.join(' ')) ? undefined : chooseByWords(question, words, lexicon);
    if (choice === undefined) continue;
    if (choice.value === UNKNOWN || endsAnswer(tokens, to, words, lexicon)) return { choice, to };
  }
  return undefined;
}

/**
 * Whether an answer can end before the token at `to`: before punctuation or "and"; never before a number, which belongs to
 * a name; before another word only if the answer is not the beginning of a longer phrase, like "it was" of "it was
 * Exchange".
 */
function endsAnswer(
  tokens: readonly Token[],
  to: number,
  words: readonly string[],
  lexicon: Lexicon,
): boolean {
  const next = tokens[to]?.norm;
  if (next === undefined || isMark(next) || meansAny(lexicon, next, ['joiner'])) return true;
  if (/^\d/.test(next)) return false;
  return words.length > 2 || !words.some((word) => meansAny(lexicon, word, ['cue', 'filler']));
}

/** Whether a different answer follows at once: "yes and no", "yes, it was not". */
function contradicts(
  question: Question,
  choice: QuestionChoice,
  rest: readonly Token[],
  lexicon: Lexicon,
): boolean {
  const start = rest.findIndex(({ norm }) => !isMark(norm) && !meansAny(lexicon, norm, ['joiner']));
  const behind = start < 0 ? [] : rest.slice(start, start + MOST_LEADING);
  for (let length = behind.length; length > 0; length--) {
    const words = behind.slice(0, length).map(({ norm }) => norm);
    const next = behind[length]?.norm;
    if (words.some(isMark) || !(next === undefined || isMark(next))) continue;
    const other = chooseByWords(question, words, lexicon);
    if (other !== undefined) return other.value !== choice.value;
  }
  return false;
}

/** The tokens without a correction at the beginning: of "no wait, yes" the "yes". (In "no, it was not" the "no" is the answer.) */
function withoutSecondThought(lexicon: Lexicon, tokens: readonly Token[]): readonly Token[] {
  const spoken = tokens.filter(({ norm }) => norm !== COMMA).slice(0, MOST_LEADING);
  const taken = lexicon.corrections.filter((words) => {
    const last = words.at(-1) ?? '';
    return (
      !lexicon.commands.has(last) &&
      !meansAny(lexicon, last, ['cue', 'filler']) &&
      words.length < spoken.length &&
      words.every((word, i) => spoken[i]?.norm === word)
    );
  });
  const length = Math.max(0, ...taken.map((words) => words.length));
  const first = spoken[length];
  return first === undefined || length === 0 ? tokens : tokens.slice(tokens.indexOf(first));
}

function meansAny(lexicon: Lexicon, word: string, kinds: readonly string[]): boolean {
  const found = longestPhrase(lexicon, [{ norm: word }], 0);
  return found?.meanings.some(({ kind }) => kinds.includes(kind)) ?? false;
}

function isMark(norm: string): boolean {
  return norm === COMMA || norm === STOP || norm === QUESTION;
}
