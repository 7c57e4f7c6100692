import type { Activity } from './direct-line.ts';
import type { BrowserStorage } from './browser-storage.ts';
import { openOutbox, type QueuedMessage } from './outbox.ts';
import { openCurrentSession } from './current-session.ts';
import { openStream } from './stream.ts';
import type { Backoff } from './backoff.ts';

/** A conversation with the bot: everything that was said in it, and a way to say more. */
export interface Conversation {
  /** Sends an activity; what comes of it is told to the listeners. */
  send(activity: Activity): void;
  /** Tells everything from the beginning, and then what comes. */
  listen(listener: ConversationListener): void;
  close(): void;
  isClosed(): boolean;
}

export interface ConversationListener {
  onActivity(activity: Activity): void;
  /** Something of the visitor's that is on its way. */
  onSending(message: QueuedMessage): void;
  onRefused?(message: QueuedMessage): void;
}

/** How it goes: what a visitor is told where it is worth a word. */
export type ConnectionState = 'open' | 'reconnecting' | 'refused' | 'beganAnew';

export function openConversation(
  kept: BrowserStorage,
  waiting: Backoff,
  onState: (state: ConnectionState) => void,
): Conversation {
  const listeners: ConversationListener[] = [];
  const told: Activity[] = [];
  let closed = false;
  let isReading = false;
  let isStuck = false;
  const tell = () => {
    if (!closed) onState(isReading && !isStuck ? 'open' : 'reconnecting');
  };
  const sessions = openCurrentSession(kept, waiting, {
    onAnswer: (answer) => {
      if (closed) return;
      if (answer === 'refused') onState('refused');
      if (answer === 'unreachable') onState('reconnecting');
    },
    onNewConversation: () => onState('beganAnew'),
  });
  const outbox = openOutbox(kept, sessions, waiting, {
    onRefused: (message) => {
      for (const listener of listeners) listener.onRefused?.(message);
    },
    onStuck: (stuck) => {
      isStuck = stuck;
      tell();
    },
  });
  const stream = openStream(sessions, waiting, {
    onActivity: (activity) => {
      told.push(activity);
      for (const listener of listeners) listener.onActivity(activity);
    },
    onState: (state) => {
      isReading = state === 'open';
      tell();
    },
  });
  return {
    send: (activity) => {
      const clientActivityID = crypto.randomUUID();
      const channelData = { ...activity.channelData, clientActivityID };
      const message = { clientActivityID, activity: { ...activity, channelData } };
      outbox.add(message);
      for (const listener of listeners) listener.onSending(message);
    },
    listen: (listener) => {
      listeners.push(listener);
      for (const activity of told) listener.onActivity(activity);
      for (const message of outbox.queued) listener.onSending(message);
    },
    isClosed: () => closed,
    close: () => {
      closed = true;
      outbox.close();
      stream.close();
    },
  };
}
