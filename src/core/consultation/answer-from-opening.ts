import type { FactValue } from '../model/fact.ts';
import type { QuestionChoice } from '../questions/question.ts';
import type { Reading } from '../understanding/reading.ts';
import type { AdvanceResult } from './advance-result.ts';
import { readOpeningAnswer } from './read-answer.ts';
import { chat, type Session } from './session.ts';
import { applyChoice } from './apply-choice.ts';

/** Answers the open question from the first words of a message that says nothing else; undefined where it cannot. */
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
  // "No, it was X before" answers no; "yes, it was X" does not answer yes where X is nothing that the pack asks for.
  if (history !== undefined && !(answer?.kind === 'choice' && !namesProducts(session, answer.choice)))
    return chat(session, context.words.say('chat.history-not-named', { said: history }));
  return answer === undefined || answer.kind === 'none' ? undefined : applyChoice(session, answer.choice);
}

/**
 * "No, it was always BackOffice": an answer in front of the rest is an answer, unless the rest names another product,
 * or goes further into what was asked.
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
  // "Yes, from X": behind a yes to what the server was, X is that.
  if (from?.kind === 'is' && fact.role === 'formerly' && namesAll(choice, from.values)) {
    const others = Object.entries(reading.facts).filter(([id]) => id !== 'installed');
    return { ...reading, facts: { ...Object.fromEntries(others), [fact.id]: from } };
  }
  const others = Object.entries(reading.facts).filter(([id, value]) => !isWider(value, state.facts[id]));
  if (others.some(([id]) => id === 'installed' || id === 'target')) return reading;
  return { ...reading, facts: { [fact.id]: choice.tells, ...Object.fromEntries(others) } };
}

/** What the message says that the server was before, where no fact of the pack asks for it. */
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

/** Whether a value only takes back some of what is known: a family where its release was told already. */
function isWider(value: FactValue | null, known: FactValue | undefined): boolean {
  if (value?.kind !== 'is' || known?.kind !== 'is') return false;
  return known.values.every((one) => value.values.includes(one));
}
