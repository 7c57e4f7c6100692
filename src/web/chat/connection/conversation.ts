import type { Activity } from './activity.ts';
import type { Backoff } from './backoff.ts';
import type { BrowserStorage } from './browser-storage.ts';
import type { Browser } from './browser.ts';
import { openCurrentSession } from './current-session.ts';
import { openOutbox, type QueuedMessage } from './outbox.ts';
import { openStream } from './stream.ts';

/** A conversation with the bot: everything that was said in it, and a way to say more. */
export interface Conversation {
  /** Sends an activity. The listeners learn what becomes of it. */
  send(activity: Activity): void;
  /** Tells the listener everything from the beginning, and then what is new. */
  listen(listener: ConversationListener): void;
  close(): void;
  isClosed(): boolean;
}

export interface ConversationListener {
  onActivity(activity: Activity): void;
  /** The visitor said something; the server has not accepted it yet. */
  onSending(message: QueuedMessage): void;
  onRefused?(message: QueuedMessage): void;
}

/** The states that the visitor is told of. `beganAnew`: the old conversation is gone, this is a new one. */
export type ConnectionState = 'open' | 'reconnecting' | 'refused' | 'beganAnew';

/**
 * Opens the browser's conversation, or starts a new one.
 * @example
 * const conversation = openConversation(window, openBrowserStorage(window), createBackoff(), showState);
 * conversation.listen({ onActivity: show, onSending: ({ activity }) => showAsSending(activity) });
 * conversation.send({ type: 'message', text: 'does fax still work?' });
 */
export function openConversation(
  browser: Browser,
  storage: BrowserStorage,
  backoff: Backoff,
  onState: (state: ConnectionState) => void,
): Conversation {
  const listeners: ConversationListener[] = [];
  const activities: Activity[] = [];
  let closed = false;
  let isReading = false;
  let isStuck = false;
  const reportState = (state: ConnectionState) => {
    if (!closed) onState(state);
  };
  const reportConnection = () => reportState(isReading && !isStuck ? 'open' : 'reconnecting');
  const session = openCurrentSession(browser, storage, backoff, {
    onProblem: reportState,
    onNewConversation: () => onState('beganAnew'),
  });
  const outbox = openOutbox(browser, storage, session, backoff, {
    onRefused: (message) => {
      for (const listener of listeners) listener.onRefused?.(message);
    },
    onStuck: (stuck) => {
      isStuck = stuck;
      reportConnection();
    },
  });
  const stream = openStream(browser, session, backoff, {
    onActivity: (activity) => {
      activities.push(activity);
      for (const listener of listeners) listener.onActivity(activity);
    },
    onState: (state) => {
      isReading = state === 'open';
      reportConnection();
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
      for (const activity of activities) listener.onActivity(activity);
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
