import type { Kept } from './kept.ts';
import { refreshToken } from './direct-line.ts';
import { requestSession, type Session } from './session.ts';
import type { Waiting } from './waiting.ts';

/** The session of the page's conversation, renewed where it is no longer taken. */
export interface Sessions {
  get(): Promise<Session>;
  /** A session in the place of one that was refused; several who ask for it at once get the same. */
  renew(refused: Session): Promise<Session>;
  /** Changes the token before its time is over. Where that fails, the session is renewed once it is refused. */
  refresh(session: Session): Promise<void>;
}

const TICKET = 'ticket';

export interface SessionWatch {
  /** The server gave a session, or said that this visitor gets none. */
  readonly onAnswer: (answer: 'given' | 'refused' | 'unreachable') => void;
  /** The conversation that was kept is not there any more; what is said from now on is said in a new one. */
  readonly onOther: () => void;
}

/** Opens the conversation that the browser keeps a ticket of, or a new one. Asks until it gets one. */
export function openSessions(kept: Kept, waiting: Waiting, { onAnswer, onOther }: SessionWatch): Sessions {
  let current: Promise<Session> = request(undefined);
  let last: Session | undefined;

  async function request(before: Session | undefined): Promise<Session> {
    for (let failures = 0; ; failures += 1) {
      const answer = await requestSession(kept.read(TICKET));
      if (answer.kind === 'session') {
        const { session } = answer;
        if (session.ticket !== null) kept.write(TICKET, session.ticket);
        last = session;
        onAnswer('given');
        if (before !== undefined && before.conversationId !== session.conversationId) onOther();
        return session;
      }
      onAnswer(answer.kind === 'refused' ? 'refused' : 'unreachable');
      await waiting.pause(failures, answer.kind === 'again' ? answer.after : 30_000);
    }
  }

  return {
    get: () => current,
    renew: (refused) => {
      if (last?.token === refused.token) {
        last = undefined;
        current = request(refused);
      }
      return current;
    },
    refresh: async (session) => {
      const outcome = await refreshToken(session);
      if (outcome.kind !== 'done' || last?.token !== session.token) return;
      last = { ...session, token: outcome.value };
      current = Promise.resolve(last);
    },
  };
}

/** The next session is one of a new conversation. The old one is kept by the server until its time is over. */
export function leaveConversation(kept: Kept): void {
  kept.remove(TICKET);
}

/** Whether a conversation was held in this browser before. */
export function hasConversation(kept: Kept): boolean {
  return kept.read(TICKET) !== undefined;
}
