import type { FactValue } from '../model/fact.ts';
import type { QuestionChoice } from '../questions/question.ts';
import type { Reading } from '../understanding/reading.ts';
import type { AdvanceResult } from './advance-result.ts';
import { readOpeningAnswer } from './read-answer.ts';
import { chat, type Session } from './session.ts';
import { applyChoice } from './apply-choice.ts';

/**
 * Answers the open question from the first words of a message in which nothing else was understood. Undefined if they
 * are no answer.
 */
export function answerFromOpening(
  session: Session,
  text: string,
  reading: Reading,
): AdvanceResult | undefined {
  const { open, context, advisor } = session;
  const history = unnamedHistory(session, reading);
  const answer =
    open === undefined ? undefined : readOpeningAnswer(open, text, advisor.packs[0].lexicon, reading.hedged);
  if (answer?.kind === 'contradiction') return chat(session, context.words.say('chat.contradiction'));
  if (answer?.kind === 'hedged' && !reading.supposed.includes(open?.fact ?? ''))
    return chat(session, context.words.say('chat.hedged'));
  // "No, it was X before" answers no. "Yes, it was X" is no yes if the pack does not ask for X.
  if (history !== undefined && !(answer?.kind === 'choice' && !namesProducts(session, answer.choice)))
    return chat(session, context.words.say('chat.history-not-named', { said: history }));
  return answer === undefined || answer.kind === 'none' ? undefined : applyChoice(session, answer.choice);
}

/**
 * The reading with the answer that the message begins with added to its facts: "No, it was always BackOffice" answers no
 * to the open question. The reading is unchanged if the rest of the message tells another product.
 */
export function withOpening(session: Session, text: string, reading: Reading): Reading {
  const { open, context, advisor, state } = session;
  const fact = context.knowledge.facts.get(open?.fact ?? '');
  if (open === undefined || fact === undefined || fact.choices.length === 0) return reading;
  const answer = readOpeningAnswer(open, text, advisor.packs[0].lexicon, reading.hedged);
  const guessed = answer.kind === 'hedged' && reading.supposed.includes(fact.id);
  if (answer.kind !== 'choice' && !guessed) return reading;
  const { choice } = answer;
  const from = reading.facts['installed'];
  // "Yes, from X", after a question for the former product: X is the former product and not the installed one.
  if (from?.kind === 'is' && fact.role === 'formerly' && namesAll(choice, from.values)) {
    const others = Object.entries(reading.facts).filter(([id]) => id !== 'installed');
    return { ...reading, facts: { ...Object.fromEntries(others), [fact.id]: from } };
  }
  const others = Object.entries(reading.facts).filter(([id, value]) => !isWider(value, state.facts[id]));
  if (others.some(([id]) => id === 'installed' || id === 'target')) return reading;
  return { ...reading, facts: { [fact.id]: choice.tells, ...Object.fromEntries(others) } };
}

/** A former product in the user's words, if the message tells one that no fact of the pack asks for. */
function unnamedHistory({ context }: Session, { roles }: Reading): string | undefined {
  const domain = new Set(
    [...context.knowledge.facts.values()].flatMap(({ role, choices }) =>
      role === 'formerly' ? choices.flatMap((choice) => choice.values) : [],
    ),
  );
  return roles.find(({ role, products }) => role === 'formerly' && !products.some((id) => domain.has(id)))
    ?.said;
}

function namesProducts({ context }: Session, { tells }: QuestionChoice): boolean {
  return tells.kind === 'is' && tells.values.some((value) => context.knowledge.products.has(value));
}

function namesAll({ tells }: QuestionChoice, values: readonly string[]): boolean {
  return tells.kind === 'is' && values.every((value) => tells.values.includes(value));
}

/** Whether a value is less exact than the known one: a family, when its release is known already. */
function isWider(value: FactValue | null, known: FactValue | undefined): boolean {
  if (value?.kind !== 'is' || known?.kind !== 'is') return false;
  return known.values.every((one) => value.values.includes(one));
}
