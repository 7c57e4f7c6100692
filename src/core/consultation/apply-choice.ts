import { ADVICE } from '../model/topic.ts';
import type { QuestionChoice } from '../questions/question.ts';
import { UNKNOWN } from '../../contract/index.ts';
import type { AdvanceResult } from './advance-result.ts';
import type { FactChanges } from '../model/fact.ts';
import { addMoves, type Move } from './consultation.ts';
import { openSession, answerTopics, chat, type Session } from './session.ts';
import { foldState } from './fold-state.ts';
import { answerForgetQuestion } from './forget-me.ts';
import { CHANGE_FACT, FORGET_FACT, PACK_FACT } from './conversation-facts.ts';

/** Applies a choice of the open question, which may be for a fact of the pack or about the conversation. */
export function applyChoice(session: Session, choice: QuestionChoice): AdvanceResult {
  const { open } = session;
  if (open?.fact === PACK_FACT) return choosePack(session, choice.value);
  if (open?.fact === CHANGE_FACT) return retractFact(session, choice.value);
  if (open?.fact === FORGET_FACT) return answerForgetQuestion(session, choice.value);
  return answerOpenQuestion(session, choice);
}

/** Records the answer to the open question, and answers the topic that the question was about. */
export function answerOpenQuestion(
  session: Session,
  choice: QuestionChoice,
  also: FactChanges = {},
): AdvanceResult {
  const { open, state, context } = session;
  if (open === undefined) return chat(session, context.words.say('chat.no-question'));
  const turn = state.turn + 1;
  const topic = state.question?.topic ?? ADVICE;
  const product = open.fact === 'installed' || open.fact === 'target';
  return answerTopics(session, {
    moves: [{ kind: 'answered', turn, number: open.number, facts: { ...also, [open.fact]: choice.tells } }],
    topics: [topic],
    main: topic.kind === 'advice' || state.main === undefined,
    with: {},
    opening: choice.value === UNKNOWN && !product ? context.words.say('chat.unknown-noted') : undefined,
    notes: [],
  });
}

/** Sets the pack of the conversation, and answers what was asked. */
export function choosePack(session: Session, id: string): AdvanceResult {
  const { advisor, state, context, consultation } = session;
  if (!advisor.packs.some((pack) => pack.knowledge.id === id))
    return chat(session, context.words.say('chat.stale-gone'));
  const move: Move = { kind: 'chose-pack', turn: state.turn + 1, pack: id };
  const moved = addMoves(consultation, move);
  const next = openSession(advisor, moved, { ...foldState(moved), turn: state.turn }, session);
  return answerTopics(next, {
    moves: [],
    topics: [state.main?.topics[0] ?? ADVICE],
    main: true,
    with: {},
    opening: undefined,
    notes: [],
  });
}

/** Removes a fact, so that it is asked for again. */
export function retractFact(session: Session, fact: string): AdvanceResult {
  const { state, context } = session;
  if (state.facts[fact] === undefined) return chat(session, context.words.say('chat.nothing-to-change'));
  return answerTopics(session, {
    moves: [{ kind: 'replaced', turn: state.turn + 1, facts: { [fact]: null } }],
    topics: [state.main?.topics[0] ?? ADVICE],
    main: true,
    with: {},
    opening: undefined,
    notes: [],
  });
}
