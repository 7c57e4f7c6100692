import { ADVICE } from '../model/topic.ts';
import { composeFactQuestion } from '../answers/compose-question.ts';
import { tokenize } from '../understanding/tokenize.ts';
import { readCorrection } from '../understanding/read-correction.ts';
import { mapNonEmpty, nonEmpty } from '../model/non-empty.ts';
import type { AdvanceResult } from './advance-result.ts';
import { chooseByText } from './choose-by-text.ts';
import { sayChanged } from './say-changed.ts';
import { answerTopics, type Session } from './session.ts';

/** "Actually no": changes the answer to the last answered question. Undefined if the message is not such a correction. */
export function reviseAnswer(session: Session, text: string): AdvanceResult | undefined {
  const { state, context, advisor } = session;
  const { lexicon } = advisor.packs[0];
  const { correction, rest } = readCorrection(lexicon, tokenize(text));
  const [first] = rest;
  const last = [...state.asked.values()].reverse().find(({ fact }) => state.facts[fact] !== undefined);
  const fact = context.knowledge.facts.get(last?.fact ?? '');
  const choices = nonEmpty([...(fact?.choices ?? [])]);
  if (!correction || first === undefined || fact === undefined || choices === undefined) return undefined;
  const question = composeFactQuestion(context, {
    fact,
    options: mapNonEmpty(choices, (choice) => [choice]),
  });
  const choice = chooseByText(question, text.slice(first.start), lexicon);
  if (choice === undefined) return undefined;
  return answerTopics(session, {
    moves: [{ kind: 'replaced', turn: state.turn + 1, facts: { [fact.id]: choice.tells } }],
    topics: [state.main?.topics[0] ?? ADVICE],
    main: true,
    with: {},
    opening: sayChanged(context, fact.id, choice.tells),
    notes: [],
  });
}
