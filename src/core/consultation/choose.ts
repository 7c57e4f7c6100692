import { OTHER, UNKNOWN, type Question, type QuestionChoice } from '../questions/question.ts';
import type { Lexicon } from '../understanding/lexicon.ts';
import { normalizePhrase } from '../understanding/tokenize.ts';

type Answers = Pick<Lexicon, 'moves' | 'other'>;

/**
 * The choice that a typed answer names: by its label, its number, a synonym, or as any way of saying yes, no, "none of
 * these" or "I don't know"; undefined where it names none.
 */
export function chooseByText(question: Question, text: string, answers: Answers): QuestionChoice | undefined {
  const words = comparable(text);
  if (words === '') return undefined;
  const named = question.choices.find((choice) => comparable(choice.label) === words);
  if (named !== undefined) return named;
  const number = /^[#(]?(\d{1,2})[.)]?$/.exec(text.trim())?.[1];
  if (number !== undefined) return question.choices[Number(number) - 1];
  const meant = question.choices.filter((choice) =>
    choice.synonyms.some((synonym) => comparable(synonym) === words),
  );
  return meant.length === 1 ? meant[0] : chooseByMeaning(question, words, answers);
}

/** So many words at most are an answer before something else is said. */
const MOST_LEADING = 6;

/** The choice with which a message begins, the longest that there is: "no idea, ask Bob" is no "no". */
export function chooseByOpening(
  question: Question,
  text: string,
  answers: Answers,
): QuestionChoice | undefined {
  const words = normalizePhrase(text);
  for (let length = Math.min(words.length, MOST_LEADING); length > 0; length--) {
    const opening = words.slice(0, length).join(' ');
    const choice = /^\d+$/.test(opening) ? undefined : chooseByText(question, opening, answers);
    if (choice !== undefined) return choice;
  }
  return undefined;
}

function chooseByMeaning(
  question: Question,
  words: string,
  { moves, other }: Answers,
): QuestionChoice | undefined {
  if (other.has(words)) return question.choices.find((choice) => choice.value === OTHER);
  const move = moves.get(words);
  if (move === 'unknown') return question.choices.find((choice) => choice.value === UNKNOWN);
  if (move !== 'yes' && move !== 'no') return undefined;
  return question.choices.find((choice) => moves.get(comparable(choice.label)) === move);
}

function comparable(text: string): string {
  return normalizePhrase(text).join(' ');
}
