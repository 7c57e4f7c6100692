import type { Activity } from '../connection/direct-line.ts';
import type { QueuedMessage } from '../connection/outbox.ts';
import type { Conversation } from '../connection/conversation.ts';
import { prepareActivity, textToShow } from './prepare-activity.ts';
import { replay } from './replay.ts';
import { createActivityOrder } from './activity-order.ts';
import { textOf } from '../connection/read-field.ts';

/** Web Chat's store and chat adapter for a conversation. */
export interface WebChatConnection {
  readonly store: WebChatStore;
  readonly directLine: object;
}

const POST = 'DIRECT_LINE/POST_ACTIVITY';

/**
 * Shows a conversation in Web Chat. For Web Chat it is always connected: what is said meanwhile waits in the page's own
 * outbox, and is shown as being sent. (Web Chat itself drops what is said while it is not connected, gives up after five
 * minutes, and its "Retry" would say the same twice.)
 */
export function connectWebChat(
  webChat: NonNullable<Window['WebChat']>,
  talk: Conversation,
): WebChatConnection {
  const activities = replay<Activity>();
  const status = replay<number>();
  const sending = new Map<string, QueuedMessage>();
  let pressed: string | undefined;
  const notePressed = (event: MouseEvent) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    pressed = button?.textContent;
    // A double click is one press.
    if (button !== null && event.detail > 1) event.stopPropagation();
  };
  document.addEventListener('click', notePressed, true);
  const store = webChat.createStore({}, () => (next) => (action) => {
    const activity = action.type === POST ? action.payload?.['activity'] : undefined;
    if (!isActivity(activity)) return next(action);
    // Web Chat's own posting is left out: buttons of cards take the same way as what is typed.
    if (activity.type === 'message') talk.send(withTitle(activity, pressed));
    return action;
  });

  const connected = new Promise<void>((resolve) => {
    status.observable.subscribe({ next: (value) => value === ONLINE && resolve() });
  });
  const places = createActivityOrder();
  talk.listen({
    onActivity: (said) => {
      const activity = places.inOrder(prepareActivity(said));
      activities.next(activity);
      const id = activity.channelData?.['clientActivityID'];
      const message = typeof id === 'string' ? sending.get(id) : undefined;
      if (message === undefined) return;
      sending.delete(message.clientActivityID);
      void connected.then(() => report('FULFILLED', message, { activity }));
    },
    onSending: (message) => {
      sending.set(message.clientActivityID, message);
      void connected.then(() =>
        report('PENDING', message, { activity: places.atEnd(asSaid(message.activity)) }),
      );
    },
    onRefused: (message) => {
      sending.delete(message.clientActivityID);
      report('REJECTED', message, {});
    },
  });

  function report(
    what: string,
    { clientActivityID }: QueuedMessage,
    payload: Readonly<Record<string, unknown>>,
  ) {
    store.dispatch({ type: `${POST}_${what}`, meta: { clientActivityID, method: 'keyboard' }, payload });
  }

  const directLine = {
    activity$: {
      subscribe: (observer: { next(activity: Activity): void }) => {
        queueMicrotask(() => status.next(ONLINE));
        return activities.observable.subscribe(observer);
      },
    },
    connectionStatus$: status.observable,
    postActivity: () => replay<string>().observable,
    end: () => document.removeEventListener('click', notePressed, true),
  };
  return { store, directLine };
}

const ONLINE = 2;

/** A button's press, shown as what the visitor said: Web Chat would send it quietly. */
function withTitle(activity: Activity, title: string | undefined): Activity {
  return title !== undefined && activity.channelData?.['postBack'] === true
    ? { ...activity, channelData: { messageBack: { displayText: title } } }
    : activity;
}

/** What the visitor said, as Web Chat shows it before the server has it. */
function asSaid(activity: Activity): Activity {
  return { ...activity, text: textToShow(activity), from: { id: '', role: 'user' } };
}

function isActivity(value: unknown): value is Activity {
  return textOf(value, 'type') !== undefined;
}
