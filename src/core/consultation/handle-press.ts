import { parseFacts } from '../answers/parse-facts.ts';
import type { FactValue } from '../model/fact.ts';
import type { AdvanceResult } from './advance-result.ts';
import { ADVICE, type Topic } from '../model/topic.ts';
import { REACH } from './compact.ts';
import { foldState } from './fold-state.ts';
import { sayChanged } from './say-changed.ts';
import { answerForgetQuestion } from './forget-me.ts';
import { CHANGE_FACT, FORGET_FACT, PACK_FACT } from './conversation-facts.ts';
import { handleCommand } from './handle-command.ts';
import type { Press } from './message.ts';
import { answerTopics, chat, openSession, type Session } from './session.ts';
import { answerOpenQuestion, choosePack, retractFact } from './apply-choice.ts';

type ChoicePress = Extract<Press, { kind: 'choice' }>;

/**
 * Handles a pressed button. A choice of the open question answers it. A choice of an earlier question changes that answer
 * and says so. Buttons from before "start over", and of questions too long ago, change nothing and say so.
 */
export function handlePress(session: Session, press: Press): AdvanceResult {
  if (press.kind === 'command') return handleCommand(session, press.command);
  const { open, state, context } = session;
  if (press.fact === PACK_FACT) return choosePack(session, press.choice);
  if (press.fact === CHANGE_FACT) return retractFact(session, press.choice);
  if (press.fact === FORGET_FACT)
    return answerForgetQuestion(session, open?.number === press.question ? press.choice : '');
  const choice = open?.choices.find((candidate) => candidate.value === press.choice);
  if (open?.number === press.question && open.fact === press.fact && choice !== undefined) {
    return answerOpenQuestion(session, choice);
  }
  if (state.asked.get(press.question)?.fact !== press.fact) return chat(session, staleWords(session, press));
  const tells = tellsThen(session, press) ?? parseChoice(session, press);
  if (tells === undefined) return chat(session, context.words.say('chat.stale-gone'));
  const told = state.facts[press.fact];
  if (JSON.stringify(told) === JSON.stringify(tells))
    return chat(session, context.words.say('chat.stale-same'));
  const topic: Topic = state.main?.topics[0] ?? ADVICE;
  return answerTopics(session, {
    moves: [{ kind: 'replaced', turn: state.turn + 1, facts: { [press.fact]: tells } }],
    topics: [topic],
    main: true,
    with: {},
    opening: sayChanged(context, press.fact, tells),
    notes: [],
  });
}

/** Why a button is refused: its question is too long ago, or was before the last start over. */
function staleWords({ state, context }: Session, press: ChoicePress): string {
  const { startedAfter, lostQuestion } = state;
  const isLost = press.question > startedAfter && press.question <= lostQuestion;
  return isLost ? context.words.say('chat.stale-old', { most: REACH }) : context.words.say('chat.stale-gone');
}

/** What a choice of an earlier question tells: the question is composed again from what was known then. */
function tellsThen(session: Session, press: ChoicePress): FactValue | undefined {
  const { advisor, consultation } = session;
  const { moves } = consultation;
  const at = moves.findIndex((move) => move.kind === 'asked' && move.number === press.question);
  const then = { ...consultation, moves: moves.slice(0, at + 1) };
  const { open } = openSession(advisor, then, foldState(then), session);
  return open?.choices.find((candidate) => candidate.value === press.choice)?.tells;
}

function parseChoice(session: Session, press: ChoicePress): FactValue | undefined {
  const parsed = parseFacts(session.context.knowledge, { [press.fact]: press.choice });
  return parsed.kind === 'facts' ? parsed.facts[press.fact] : undefined;
}
