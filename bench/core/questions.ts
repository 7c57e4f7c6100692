import type { AskRequest } from '../../src/core/index.ts';
import { createChooser, type Chooser } from './random.ts';

/** A question to be asked, with the kind of question that it is. */
export interface BenchQuestion {
  readonly kind: string;
  readonly text: string;
  readonly facts: NonNullable<AskRequest['facts']>;
}

/** Makes one question of a kind. */
export type Draft = (choose: Chooser) => { readonly text: string; readonly facts?: BenchQuestion['facts'] };

/** Questions of the given kinds in turn, no two with the same text and facts; the same ones for every run. */
export function distinctQuestions(
  kinds: Readonly<Record<string, Draft>>,
  count: number,
): readonly BenchQuestion[] {
  const choose = createChooser(2003);
  const drafts = Object.entries(kinds);
  const questions = new Map<string, BenchQuestion>();
  for (let i = 0; questions.size < count; i++) {
    const [kind, draft] = drafts[i % drafts.length] ?? [];
    if (kind === undefined || draft === undefined || i > count * 100)
      throw new Error(`there are no ${count} different questions of these kinds`);
    const { text, facts = {} } = draft(choose);
    const question = { kind, text: dress(text, choose), facts };
    questions.set(`${question.text}\n${JSON.stringify(facts)}`, question);
  }
  return [...questions.values()];
}

const OPENINGS = [
  '',
  'Hi, ',
  'hello! ',
  'Good morning. ',
  'Quick question: ',
  'Please help, ',
  'one more thing, ',
  'Hey there, ',
  'urgent!! ',
  'Sorry to bother you. ',
] as const;
const CALLERS = [
  '',
  'a customer in Oslo asks: ',
  'my colleague wants to know: ',
  'the caller says: ',
  'someone from accounting asks: ',
  'the branch in Lyon wonders: ',
] as const;
const CLOSINGS = [
  '',
  '?',
  ' please',
  ', thanks',
  '. Can you tell me?',
  ' - any idea?',
  '. They are waiting on the phone',
  ' before next Friday',
  ' for a school',
  ' at our smallest branch',
  ', and quickly',
  ' when nobody is working',
  '. Our admin has left',
  ' without losing mail',
  ' over the weekend',
] as const;
const CASES: readonly [Spelling, ...Spelling[]] = [
  (text) => text,
  (text) => text,
  (text) => text,
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
];
type Spelling = (text: string) => string;

/** The words around a question, its capitals, and now and then two letters in the wrong order. */
function dress(text: string, choose: Chooser): string {
  const whole = `${choose.one(OPENINGS)}${choose.one(CALLERS)}${text}${choose.one(CLOSINGS)}`;
  const at = choose.number(whole.length);
  const [a = '', b = ''] = [whole[at], whole[at + 1]];
  const mistyped =
    choose.number(4) === 0 && /^[a-z]{2}$/i.test(a + b)
      ? whole.slice(0, at) + b + a + whole.slice(at + 2)
      : whole;
  return choose.one(CASES)(mistyped);
}
