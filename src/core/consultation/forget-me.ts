import { sayUnderstood } from '../answers/say-understood.ts';
import type { AdvanceResult } from './advance-result.ts';
import { compact } from './compact.ts';
import { addMoves } from './consultation.ts';
import { foldState } from './fold-state.ts';
import { askForget, chat, openSession, type Session } from './session.ts';
import { FORGET, FORGET_FACT, KEEP } from './conversation-facts.ts';

/** "Forget me": asks for confirmation. If the host keeps nothing of anybody (no speaker), says so. */
export function forgetMe(session: Session): AdvanceResult {
  const { speaker, context } = session;
  return speaker === undefined ? chat(session, context.words.say('chat.nothing-kept')) : askForget(session);
}

/** "What do you know about me?": says what is kept, and how to have it deleted. */
export function tellWhatIsKept(session: Session): AdvanceResult {
  const { speaker, context, state } = session;
  if (speaker === undefined) return chat(session, context.words.say('chat.nothing-kept'));
  const known = sayUnderstood(context, state.facts).join(' · ');
  const told = known === '' ? [] : [context.words.say('chat.kept-facts', { facts: known })];
  return chat(session, [context.words.say('chat.kept'), ...told].join(' '));
}

/**
 * Handles the answer to "Delete everything?". After a yes only the number of the last question is kept, so that older
 * buttons cannot answer a question of the new conversation.
 */
export function answerForgetQuestion(session: Session, answer: string): AdvanceResult {
  const { advisor, consultation, open, writtenBy, state, context } = session;
  const turn = state.turn + 1;
  if (open?.fact !== FORGET_FACT || (answer !== FORGET && answer !== KEEP))
    return chat(session, context.words.say('chat.stale-gone'));
  // Whoever opens a page for somebody must not be able to delete what is kept about them.
  if (answer === FORGET && writtenBy === 'page')
    return chat(session, context.words.say('chat.forget-yourself'));
  if (answer === KEEP) {
    const asked = state.question?.turn ?? turn;
    const undone = { kind: 'undone', turn, undoes: asked } as const;
    const moved = compact(addMoves(consultation, undone));
    return chat(
      openSession(advisor, moved, foldState(moved), session),
      context.words.say('chat.not-forgotten'),
    );
  }
  const empty = compact({ moves: [{ kind: 'started-over', turn, questions: state.questions }] });
  const { consultation: next, replies } = chat(
    openSession(advisor, empty, foldState(empty), session),
    context.words.say('chat.forgotten'),
  );
  return { consultation: next, replies, forgets: 'person' };
}
