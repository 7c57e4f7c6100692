import { normalizePhrase } from '../understanding/tokenize.ts';
import type { Question, QuestionChoice } from '../questions/question.ts';

/** The choice that a typed answer names: by its number, its label or a synonym; undefined where it names none. */
export function chooseByText(question: Question, text: string): QuestionChoice | undefined {
  const words = comparable(text);
  if (words === '') return undefined;
  const named = question.choices.find((choice) => comparable(choice.label) === words);
  if (named !== undefined) return named;
  const number = /^[#(]?(\d{1,2})[.)]?$/.exec(text.trim())?.[1];
  if (number !== undefined) return question.choices[Number(number) - 1];
  const meant = question.choices.filter((choice) =>
    choice.synonyms.some((synonym) => comparable(synonym) === words),
  );
  return meant.length === 1 ? meant[0] : undefined;
}

function comparable(text: string): string {
  return normalizePhrase(text).join(' ');
}
