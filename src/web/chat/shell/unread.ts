import type { Activity } from '../connection/activity.ts';

/** Counts the bot's messages while the widget is closed. */
export interface Unread {
  count(activity: Activity): void;
  opened(): void;
  closed(): void;
}

export function countUnread(tell: (count: number) => void): Unread {
  let closed = false;
  let unread = 0;
  return {
    count: ({ type, from }) => {
      if (!closed || type !== 'message' || from?.role === 'user') return;
      unread += 1;
      tell(unread);
    },
    opened: () => {
      closed = false;
      unread = 0;
      tell(0);
    },
    closed: () => {
      closed = true;
    },
  };
}
