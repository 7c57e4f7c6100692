import type { Activity } from './direct-line.ts';
import type { Kept } from './kept.ts';
import { openOutbox, type Outgoing } from './outbox.ts';
import { openSessions } from './sessions.ts';
import { openStream } from './stream.ts';
import type { Waiting } from './waiting.ts';

/** A conversation with the bot: everything that was said in it, and a way to say more. */
export interface Talk {
  /** Sends an activity; what comes of it is told to the listeners. */
  send(activity: Activity): void;
  /** Tells everything from the beginning, and then what comes. */
  listen(listener: TalkListener): void;
  close(): void;
  isClosed(): boolean;
}

export interface TalkListener {
  onActivity(activity: Activity): void;
  /** Something of the visitor's that is on its way. */
  onSending(message: Outgoing): void;
  onRefused?(message: Outgoing): void;
}

/** How it goes: what a visitor is told where it is worth a word. */
export type TalkState = 'open' | 'reconnecting' | 'refused' | 'beganAnew';

export function openTalk(kept: Kept, waiting: Waiting, onState: (state: TalkState) => void): Talk {
  const listeners: TalkListener[] = [];
  const told: Activity[] = [];
  let closed = false;
  let isReading = false;
  let isStuck = false;
  const tell = () => {
    if (!closed) onState(isReading && !isStuck ? 'open' : 'reconnecting');
  };
  const sessions = openSessions(kept, waiting, {
    onAnswer: (answer) => {
      if (closed) return;
      if (answer === 'refused') onState('refused');
      if (answer === 'unreachable') onState('reconnecting');
    },
    onOther: () => onState('beganAnew'),
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
      for (const message of outbox.waiting) listener.onSending(message);
    },
    isClosed: () => closed,
    close: () => {
      closed = true;
      outbox.close();
      stream.close();
    },
  };
}
