import type { BrowserStorage } from './browser-storage.ts';
import { refreshToken } from './direct-line.ts';
import type { ChatSession } from '../../../contract/index.ts';
import { requestSession } from './request-session.ts';
import type { Backoff } from './backoff.ts';
import { fieldOf } from './read-field.ts';

/** The session of the page's conversation, renewed where it is no longer taken. */
export interface CurrentSession {
  get(): Promise<ChatSession>;
  /** The same, once its conversation has begun: before that the server takes nothing that is said in it. */
  whenStarted(): Promise<ChatSession>;
  /** The conversation of this session has begun, and can be resumed from now on. */
  markStarted(session: ChatSession): void;
  /** A session in the place of one that was refused; several who ask for it at once get the same. */
  renew(refused: ChatSession): Promise<ChatSession>;
  /** Changes the token before its time is over. Where that fails, the session is renewed once it is refused. */
  refresh(): Promise<void>;
}

/** Something was asked in the talk. */
export const ASKED = 'asked';
const CONVERSATION = 'talk';
const TICKET = 'ticket';
/** Azure gives no ticket: the session itself is kept, until its token's time is over. */
const SESSION = 'session';
/** How often (milliseconds) it is looked whether a conversation has begun, which takes one request. */
const SOON = 40;

export interface SessionEvents {
  /** The server gave a session, or said that this visitor gets none. */
  readonly onAnswer: (answer: 'given' | 'refused' | 'unreachable') => void;
  /** The conversation that was kept is not there any more; what is said from now on is said in a new one. */
  readonly onNewConversation: () => void;
}

/** Opens the conversation that the browser keeps a ticket of, or a new one. Asks until it gets one. */
export function openCurrentSession(
  kept: BrowserStorage,
  waiting: Backoff,
  { onAnswer, onNewConversation }: SessionEvents,
): CurrentSession {
  let last = readKept(kept);
  let current: Promise<ChatSession> = last === undefined ? request(undefined) : Promise.resolve(last);
  // It may be near its end.
  if (last !== undefined) void refresh();

  async function request(before: ChatSession | undefined): Promise<ChatSession> {
    for (let failures = 0; ; failures += 1) {
      const answer = await requestSession(kept.read(TICKET));
      if (answer.kind === 'session') {
        const { session } = answer;
        keep(kept, session);
        last = session;
        onAnswer('given');
        if (before !== undefined && before.conversationId !== session.conversationId) onNewConversation();
        return session;
      }
      onAnswer(answer.kind === 'refused' ? 'refused' : 'unreachable');
      await waiting.pause(failures, answer.kind === 'again' ? answer.after : 30_000);
    }
  }

  async function refresh(): Promise<void> {
    const session = await current;
    const outcome = await refreshToken(session);
    if (outcome.kind !== 'done' || last?.token !== session.token) return;
    last = { ...last, token: outcome.value };
    keep(kept, last);
    current = Promise.resolve(last);
  }

  return {
    get: () => current,
    whenStarted: async () => {
      for (;;) {
        const session = await current;
        if (session.resumed) return session;
        await new Promise((resolve) => setTimeout(resolve, SOON));
      }
    },
    markStarted: (session) => {
      if (last?.token !== session.token) return;
      last = { ...session, resumed: true };
      current = Promise.resolve(last);
    },
    renew: (refused) => {
      if (last?.token === refused.token) {
        last = undefined;
        kept.remove(SESSION);
        current = request(refused);
      }
      return current;
    },
    refresh,
  };
}

/** The next session is one of a new conversation. The old one is kept by the server until its time is over. */
export function leaveConversation(kept: BrowserStorage): void {
  kept.remove(TICKET);
  kept.remove(SESSION);
  kept.remove(ASKED);
  kept.remove(CONVERSATION);
}

/** The name of this browser's talk, which all of its pages share until one leaves it. */
export function readConversationKey(kept: BrowserStorage): string {
  const name = kept.read(CONVERSATION) ?? crypto.randomUUID();
  kept.write(CONVERSATION, name);
  return name;
}

function keep(kept: BrowserStorage, session: ChatSession): void {
  if (session.ticket !== null) kept.write(TICKET, session.ticket);
  else {
    const until = Date.now() + session.expiresIn * 1_000;
    kept.write(SESSION, JSON.stringify({ until, session: { ...session, resumed: true } }));
  }
}

function readKept(kept: BrowserStorage): ChatSession | undefined {
  try {
    const read: unknown = JSON.parse(kept.read(SESSION) ?? 'null');
    return isKept(read) && read.until > Date.now() ? read.session : undefined;
  } catch {
    return undefined;
  }
}

/** The page wrote it itself. */
function isKept(value: unknown): value is { readonly until: number; readonly session: ChatSession } {
  return fieldOf(value, 'until') !== undefined && fieldOf(value, 'session') !== undefined;
}
