import type { Activity } from './activity.ts';
import type { Backoff } from './backoff.ts';
import type { BrowserStorage } from './browser-storage.ts';
import type { Browser } from './browser.ts';
import { readConversationKey, type CurrentSession } from './current-session.ts';
import { postActivity } from './direct-line.ts';
import { fieldOf } from './read-field.ts';

/** What the visitor said and the server has not accepted yet, in order. */
export interface Outbox {
  /** Adds a message; it is sent as soon as possible. */
  add(message: QueuedMessage): void;
  readonly queued: readonly QueuedMessage[];
  /** Stops sending, and forgets what is queued. */
  close(): void;
}

export interface QueuedMessage {
  /** One id for a message, however often it is sent: server and Web Chat recognise repetitions by it. */
  readonly clientActivityID: string;
  readonly activity: Activity;
}

export interface OutboxEvents {
  /** The server will never accept the message. */
  readonly onRefused: (message: QueuedMessage) => void;
  /** Whether messages are held up at present. */
  readonly onStuck: (isStuck: boolean) => void;
}

const UNSENT = 'unsent:';
/** Milliseconds after which an unsent message is dropped: after a day nobody waits for the answer. */
const MAX_AGE = 24 * 3_600_000;

/**
 * Sends one message after the other, each until the server has answered. The server recognises a message that arrives
 * twice by its `clientActivityID`. Unsent messages are kept in the browser, so that they are sent after a reload.
 */
export function openOutbox(
  browser: Browser,
  storage: BrowserStorage,
  session: CurrentSession,
  backoff: Backoff,
  { onRefused, onStuck }: OutboxEvents,
): Outbox {
  const conversation = readConversationKey(storage);
  const queued: QueuedMessage[] = readUnsent(storage, conversation);
  let closed = false;
  let running = false;
  void run();

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    for (let failures = 0; ;) {
      const [message] = queued;
      if (message === undefined || isClosed()) break;
      const started = await session.whenStarted();
      if (isClosed()) break;
      const result = await postActivity(browser, started, message.activity);
      if (isClosed()) break;
      if (result.kind === 'done' || result.kind === 'refused') {
        failures = 0;
        queued.shift();
        onStuck(false);
        storage.remove(UNSENT + message.clientActivityID);
        if (result.kind === 'refused') onRefused(message);
      } else {
        onStuck(true);
        const after = result.kind === 'retry' ? result.after : undefined;
        if (result.kind === 'expired') void session.renew(started);
        if (result.kind === 'retry' || failures > 0) await backoff.pause(failures, after);
        failures += 1;
      }
    }
    running = false;
  }

  /** A function, because `closed` changes during each `await`. */
  function isClosed(): boolean {
    return closed;
  }

  return {
    add: (message) => {
      queued.push(message);
      const unsent = { at: Date.now(), talk: conversation, ...message };
      storage.write(UNSENT + message.clientActivityID, JSON.stringify(unsent));
      void run();
    },
    queued,
    close: () => {
      closed = true;
      for (const { clientActivityID } of queued) storage.remove(UNSENT + clientActivityID);
    },
  };
}

/** The unsent messages of a conversation, oldest first. Those of another one are left to the tab that shows it. */
function readUnsent(storage: BrowserStorage, conversation: string): QueuedMessage[] {
  return storage
    .names(UNSENT)
    .flatMap((name) => {
      const message = parseUnsent(storage.read(name) ?? '');
      if (message === undefined || Date.now() - message.at > MAX_AGE) {
        storage.remove(name);
        return [];
      }
      return message.talk === conversation ? [message] : [];
    })
    .sort((one, other) => one.at - other.at)
    .map(({ clientActivityID, activity }) => ({ clientActivityID, activity }));
}

function parseUnsent(json: string): Unsent | undefined {
  try {
    const read: unknown = JSON.parse(json);
    return isUnsent(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

interface Unsent extends QueuedMessage {
  /** When it was said, in milliseconds since 1970. */
  readonly at: number;
  /** The key of its conversation. */
  readonly talk: string;
}

/** Looks at the outline only: the page wrote the rest itself. */
function isUnsent(value: unknown): value is Unsent {
  return fieldOf(value, 'at') !== undefined && fieldOf(value, 'activity') !== undefined;
}
