import { memoize } from '../model/memoize.ts';
import { OTHER, UNKNOWN } from '../../contract/index.ts';
import { type Question, type QuestionChoice } from '../questions/question.ts';
import type { Lexicon } from '../understanding/lexicon.ts';
import { normalizePhrase, openingWords } from '../understanding/tokenize.ts';

type AnswerWords = Pick<Lexicon, 'commands' | 'other' | 'ordinals' | 'abbreviations'>;

/**
 * The choice that a typed answer means: by its label, its number, a synonym, or any phrase for yes, no, "none of these" or
 * "I don't know". Undefined if it means none.
 */
export function chooseByText(
  question: Question,
  text: string,
  answers: AnswerWords,
): QuestionChoice | undefined {
  const words = normalizePhrase(text);
  const [first] = words;
  if (first === undefined) return undefined;
  const names = namesFrom(question, first);
  const said = words.join(' ');
  const labelled = chooseByLabel(names, said);
  if (labelled !== undefined) return labelled;
  const number = /^[#(]?(\d{1,2})[.)]?$/.exec(text.trim())?.[1];
  if (number !== undefined) return question.choices[Number(number) - 1];
  const place = answers.ordinals.get(said);
  if (place !== undefined) return question.choices[place];
  return (
    chooseBySynonym(names, said) ??
    chooseByMeaning(question, said, answers) ??
    chooseByPart(question, words, answers)
  );
}

/** The only choice whose label has all these words: "std" chooses "2022 Standard" if there is no other Standard. */
function chooseByPart(
  question: Question,
  words: readonly string[],
  { abbreviations }: AnswerWords,
): QuestionChoice | undefined {
  if (question.fact !== 'installed' && question.fact !== 'target') return undefined;
  const said = words.map((word) => abbreviations.get(word) ?? word);
  const meant = question.choices.filter((choice) => {
    const label = normalizePhrase(choice.label);
    return said.every((word) => label.includes(word));
  });
  return meant.length === 1 ? meant[0] : undefined;
}

/** The same for words that were normalized already; numbers do not count. */
export function chooseByWords(
  question: Question,
  words: readonly string[],
  answers: AnswerWords,
): QuestionChoice | undefined {
  const said = words.join(' ');
  const names = namesFrom(question, words[0] ?? '');
  return (
    chooseByLabel(names, said) ?? chooseBySynonym(names, said) ?? chooseByMeaning(question, said, answers)
  );
}

/** A label or synonym of a choice, normalized for comparison. */
interface Name {
  readonly choice: QuestionChoice;
  readonly isLabel: boolean;
  readonly words: string;
}

/** The names of choices that begin with a word. Names that begin with another word need not be normalized any further. */
function namesFrom(question: Question, word: string): readonly Name[] {
  return firstWordsOf(question.choices)
    .filter(({ first }) => first === word)
    .map(({ choice, isLabel, text }) => ({ choice, isLabel, words: comparable(text) }));
}

interface FirstWord {
  readonly choice: QuestionChoice;
  readonly isLabel: boolean;
  readonly text: string;
  readonly first: string | undefined;
}

/** The first word of each name. Kept with the question: one message is compared with its names many times. */
const firstWordsOf = memoize((choices: Question['choices']): readonly FirstWord[] =>
  choices.flatMap((choice) =>
    [choice.label, ...choice.synonyms].map((text, i) => {
      const [first] = openingWords(text, 1);
      return { choice, isLabel: i === 0, text, first };
    }),
  ),
);

function chooseByLabel(names: readonly Name[], said: string): QuestionChoice | undefined {
  return names.find(({ isLabel, words }) => isLabel && words === said)?.choice;
}

function chooseBySynonym(names: readonly Name[], said: string): QuestionChoice | undefined {
  const meant = new Set(names.filter(({ words }) => words === said).map(({ choice }) => choice));
  const [only] = meant;
  return meant.size === 1 ? only : undefined;
}

function chooseByMeaning(
  question: Question,
  said: string,
  { commands, other }: AnswerWords,
): QuestionChoice | undefined {
  if (other.has(said)) return question.choices.find((choice) => choice.value === OTHER);
  const command = commands.get(said);
  if (command === 'unknown') return question.choices.find((choice) => choice.value === UNKNOWN);
  if (command !== 'yes' && command !== 'no') return undefined;
  return question.choices.find((choice) => commands.get(comparable(choice.label)) === command);
}

function comparable(text: string): string {
  return normalizePhrase(text).join(' ');
}
