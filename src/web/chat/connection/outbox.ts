import { postActivity, type Activity } from './direct-line.ts';
import type { BrowserStorage } from './browser-storage.ts';
import { readConversationKey, type CurrentSession } from './current-session.ts';
import type { Backoff } from './backoff.ts';
import { fieldOf } from './read-field.ts';

/** What the visitor said and the server has not taken yet, in order. */
export interface Outbox {
  /** Takes an activity with a `clientActivityID` of its own; it is sent as soon as it can be. */
  add(message: QueuedMessage): void;
  readonly queued: readonly QueuedMessage[];
  close(): void;
}

export interface QueuedMessage {
  /** Known to the server and to Web Chat: the same message that comes again is no other message. */
  readonly clientActivityID: string;
  readonly activity: Activity;
}

export interface OutboxEvents {
  /** The server will never take it. */
  readonly onRefused: (message: QueuedMessage) => void;
  /** Something cannot be sent at present, or it was sent after all. */
  readonly onStuck: (isStuck: boolean) => void;
}

const UNSENT = 'unsent:';
/** After a day nobody waits for an answer any more. */
const LONGEST = 24 * 3_600_000;

/**
 * Sends one message after the other, each until the server has answered; the server knows one that comes twice by its
 * `clientActivityID`. What is not sent yet is kept in the browser, so that a reload sends it.
 */
export function openOutbox(
  kept: BrowserStorage,
  sessions: CurrentSession,
  waiting: Backoff,
  watch: OutboxEvents,
): Outbox {
  const talk = readConversationKey(kept);
  const queue: QueuedMessage[] = readUnsent(kept, talk);
  let closed = false;
  let running = false;
  void run();

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    for (let failures = 0; ;) {
      const [message] = queue;
      if (message === undefined || isClosed()) break;
      const session = await sessions.whenStarted();
      if (isClosed()) break;
      const outcome = await postActivity(session, message.activity);
      if (isClosed()) break;
      if (outcome.kind === 'done' || outcome.kind === 'refused') {
        failures = 0;
        queue.shift();
        watch.onStuck(false);
        kept.remove(UNSENT + message.clientActivityID);
        if (outcome.kind === 'refused') watch.onRefused(message);
      } else {
        watch.onStuck(true);
        const after = outcome.kind === 'again' ? outcome.after : undefined;
        if (outcome.kind === 'expired') void sessions.renew(session);
        if (outcome.kind === 'again' || failures > 0) await waiting.pause(failures, after);
        failures += 1;
      }
    }
    running = false;
  }

  function isClosed(): boolean {
    return closed;
  }

  return {
    add: (message) => {
      queue.push(message);
      kept.write(UNSENT + message.clientActivityID, JSON.stringify({ at: Date.now(), talk, ...message }));
      void run();
    },
    get queued() {
      return queue;
    },
    close: () => {
      closed = true;
      for (const { clientActivityID } of queue) kept.remove(UNSENT + clientActivityID);
    },
  };
}

/** What was not sent in this talk; what waits in a tab with another is said there. */
function readUnsent(kept: BrowserStorage, talk: string): QueuedMessage[] {
  return kept
    .names(UNSENT)
    .flatMap((name) => {
      const message = parseUnsent(kept.read(name) ?? '');
      if (message === undefined || Date.now() - message.at > LONGEST) {
        kept.remove(name);
        return [];
      }
      return message.talk === talk ? [message] : [];
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
  readonly at: number;
  readonly talk: string;
}

/** The page wrote it itself. */
function isUnsent(value: unknown): value is Unsent {
  return fieldOf(value, 'at') !== undefined && fieldOf(value, 'activity') !== undefined;
}
