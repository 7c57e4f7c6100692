import type { ChatSession } from '../../../contract/index.ts';
import type { Backoff } from './backoff.ts';
import type { BrowserStorage } from './browser-storage.ts';
import type { Browser } from './browser.ts';
import { refreshToken } from './direct-line.ts';
import { fieldOf } from './read-field.ts';
import { requestSession } from './request-session.ts';

/** The session of the page's conversation. It is replaced when the server no longer accepts it. */
export interface CurrentSession {
  get(): Promise<ChatSession>;
  /** The session once its conversation has started. Before that the server accepts no messages in it. */
  whenStarted(): Promise<ChatSession>;
  /** Notes that the conversation of this session has started: from now on it is resumed. */
  markStarted(session: ChatSession): void;
  /** Replaces a session that the server refused. Everybody who asks for it gets the same new one. */
  renew(refused: ChatSession): Promise<ChatSession>;
  /** Exchanges the token before it expires. If that fails, the session is renewed when the server refuses it. */
  refresh(): Promise<void>;
}

export interface SessionEvents {
  /** The server gave no session: it refuses this visitor, or it cannot be reached. */
  readonly onProblem: (problem: 'refused' | 'reconnecting') => void;
  /** The old conversation is gone. What is said from now on belongs to a new one. */
  readonly onNewConversation: () => void;
}

/** The name in storage that says whether the visitor has asked anything in this conversation. */
export const ASKED = 'asked';
const CONVERSATION = 'talk';
const TICKET = 'ticket';
/** Azure gives no ticket, so the session itself is stored until its token expires. */
const SESSION = 'session';
/** Milliseconds between two looks whether the conversation has started. That takes one request. */
const START_POLL = 40;
/** Milliseconds before a visitor who was refused asks again. */
const REFUSED_PAUSE = 30_000;

/** Opens the conversation that the browser has a ticket of, otherwise a new one. Asks until it gets one. */
export function openCurrentSession(
  browser: Browser,
  storage: BrowserStorage,
  backoff: Backoff,
  { onProblem, onNewConversation }: SessionEvents,
): CurrentSession {
  let last = readStored(storage);
  let current: Promise<ChatSession> = last === undefined ? request(undefined) : Promise.resolve(last);
  // The stored token may be about to expire.
  if (last !== undefined) void refresh();

  async function request(before: ChatSession | undefined): Promise<ChatSession> {
    for (let failures = 0; ; failures += 1) {
      const result = await requestSession(browser, storage.read(TICKET));
      if (result.kind === 'session') {
        const { session } = result;
        store(storage, session);
        last = session;
        if (before !== undefined && before.conversationId !== session.conversationId) onNewConversation();
        return session;
      }
      const isRefused = result.kind === 'refused';
      onProblem(isRefused ? 'refused' : 'reconnecting');
      await backoff.pause(failures, isRefused ? REFUSED_PAUSE : result.after);
    }
  }

  async function refresh(): Promise<void> {
    const session = await current;
    const result = await refreshToken(browser, session);
    if (result.kind !== 'done' || last?.token !== session.token) return;
    last = { ...last, token: result.value };
    store(storage, last);
    current = Promise.resolve(last);
  }

  return {
    get: () => current,
    whenStarted: async () => {
      for (;;) {
        const session = await current;
        if (session.resumed) return session;
        await new Promise((resolve) => setTimeout(resolve, START_POLL));
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
        storage.remove(SESSION);
        current = request(refused);
      }
      return current;
    },
    refresh,
  };
}

/**
 * Forgets the conversation, so that the next session starts a new one. The server keeps the old one until it expires.
 */
export function leaveConversation(storage: BrowserStorage): void {
  storage.remove(TICKET);
  storage.remove(SESSION);
  storage.remove(ASKED);
  storage.remove(CONVERSATION);
}

/** A key for this browser's conversation. All tabs share it until one of them leaves the conversation. */
export function readConversationKey(storage: BrowserStorage): string {
  const key = storage.read(CONVERSATION) ?? crypto.randomUUID();
  storage.write(CONVERSATION, key);
  return key;
}

function store(storage: BrowserStorage, session: ChatSession): void {
  if (session.ticket !== null) storage.write(TICKET, session.ticket);
  else {
    const until = Date.now() + session.expiresIn * 1_000;
    storage.write(SESSION, JSON.stringify({ until, session: { ...session, resumed: true } }));
  }
}

function readStored(storage: BrowserStorage): ChatSession | undefined {
  try {
    const read: unknown = JSON.parse(storage.read(SESSION) ?? 'null');
    return isStored(read) && read.until > Date.now() ? read.session : undefined;
  } catch {
    return undefined;
  }
}

/** Looks at the outline only: the page wrote the rest itself. */
function isStored(value: unknown): value is { readonly until: number; readonly session: ChatSession } {
  return fieldOf(value, 'until') !== undefined && fieldOf(value, 'session') !== undefined;
}
