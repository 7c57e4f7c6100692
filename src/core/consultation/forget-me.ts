import { sayUnderstood } from '../answers/say-understood.ts';
import type { AdvanceResult } from './advance-result.ts';
import { foldState } from './fold.ts';
import { askForget, chat, openSession, type Session } from './session.ts';
import { FORGET, FORGET_FACT, KEEP } from './special-facts.ts';

/** "Forget me": asks whether it is meant; where nothing is kept of anyone, says so. */
export function forgetMe(session: Session): AdvanceResult {
  const { speaker, voice } = session;
  return speaker === undefined ? chat(session, voice.words.say('chat.nothing-kept')) : askForget(session);
}

/** "What do you know about me?": what is kept, in words, and how to have it deleted. */
export function tellKept(session: Session): AdvanceResult {
  const { speaker, voice, state } = session;
  if (speaker === undefined) return chat(session, voice.words.say('chat.nothing-kept'));
  const known = sayUnderstood(voice, state.facts).join(' · ');
  const told = known === '' ? [] : [voice.words.say('chat.kept-facts', { facts: known })];
  return chat(session, [voice.words.say('chat.kept'), ...told].join(' '));
}

/**
 * Takes the answer to whether the user is to be forgotten. Only the question's number is left of the conversation: its
 * buttons must not answer a question of the next one.
 */
export function takeForget(session: Session, answer: string): AdvanceResult {
  const { advisor, consultation, open, speaker, state, voice } = session;
  const turn = state.turn + 1;
  if (open?.fact !== FORGET_FACT || (answer !== FORGET && answer !== KEEP))
    return chat(session, voice.words.say('chat.stale-gone'));
  if (answer === KEEP) {
    const asked = state.question?.turn ?? turn;
    const undone = { kind: 'undone', turn, undoes: asked } as const;
    const moved = { moves: [...consultation.moves, undone] };
    return chat(
      openSession(advisor, moved, foldState(moved), speaker),
      voice.words.say('chat.not-forgotten'),
    );
  }
  const empty = { moves: [{ kind: 'started-over', turn, questions: state.questions } as const] };
  const { consultation: next, replies } = chat(
    openSession(advisor, empty, foldState(empty), speaker),
    voice.words.say('chat.forgotten'),
  );
  return { consultation: next, replies, forgets: 'person' };
}
