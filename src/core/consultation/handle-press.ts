import { parseFacts } from '../answers/parse-facts.ts';
import type { FactValue } from '../model/fact.ts';
import type { AdvanceResult } from './advance-result.ts';
import type { Topic } from '../model/topic.ts';
import { sayChanged } from './say-changed.ts';
import { answerForgetQuestion } from './forget-me.ts';
import { CHANGE_FACT, FORGET_FACT, PACK_FACT } from './conversation-facts.ts';
import { handleCommand } from './handle-command.ts';
import type { Press } from './message.ts';
import { ADVICE, answerTopics, chat, type Session } from './session.ts';
import { answerOpenQuestion, choosePack, retractFact } from './apply-choice.ts';

/**
 * Handles a pressed button. A choice of the open question answers it. A choice of an earlier question changes that answer
 * and says so. Buttons from before "start over" change nothing and say so.
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
  const earlier = state.asked.get(press.question);
  if (earlier?.fact !== press.fact) return chat(session, context.words.say('chat.stale-gone'));
  const tells =
    earlier.choices.find((candidate) => candidate.value === press.choice)?.tells ??
    parseChoice(session, press);
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

function parseChoice(session: Session, press: Extract<Press, { kind: 'choice' }>): FactValue | undefined {
  const parsed = parseFacts(session.context.knowledge, { [press.fact]: press.choice });
  return parsed.kind === 'facts' ? parsed.facts[press.fact] : undefined;
}
