import type { Activity } from '../connection/activity.ts';
import type { Conversation } from '../connection/conversation.ts';
import type { QueuedMessage } from '../connection/outbox.ts';
import { textOf } from '../connection/read-field.ts';
import { closest } from '../shell/page-elements.ts';
import { createActivityOrder } from './activity-order.ts';
import { prepareActivity, textToShow } from './prepare-activity.ts';
import { replay } from './replay.ts';

/** What Web Chat needs of a conversation: a store, and a chat adapter that looks like a Direct Line client. */
export interface WebChatConnection {
  readonly store: WebChatStore;
  readonly directLine: object;
}

const POST = 'DIRECT_LINE/POST_ACTIVITY';

/**
 * Connects a conversation with Web Chat. To Web Chat the connection always looks open: while it is not, messages wait
 * in the page's own outbox and are shown as being sent. (Web Chat itself would drop them, would give up after five
 * minutes, and its "Retry" would send a message a second time.)
 */
export function connectWebChat(
  webChat: NonNullable<Window['WebChat']>,
  conversation: Conversation,
): WebChatConnection {
  const activities = replay<Activity>();
  const status = replay<number>();
  const sending = new Map<string, QueuedMessage>();
  let pressed: string | undefined;
  const notePressed = (event: MouseEvent) => {
    const button = closest(event.target, 'button');
    pressed = button?.textContent;
    // A double click counts as one press.
    if (button !== undefined && event.detail > 1) event.stopPropagation();
  };
  document.addEventListener('click', notePressed, true);
  const store = webChat.createStore({}, () => (next) => (action) => {
    const activity = action.type === POST ? action.payload?.['activity'] : undefined;
    if (!isActivity(activity)) return next(action);
    // Web Chat does not send it itself: buttons of cards go through the outbox like typed text.
    if (activity.type === 'message') conversation.send(withTitle(activity, pressed));
    return action;
  });

  const connected = new Promise<void>((resolve) => {
    status.observable.subscribe({ next: (value) => value === ONLINE && resolve() });
  });
  const order = createActivityOrder();
  conversation.listen({
    onActivity: (received) => {
      const activity = order.inOrder(prepareActivity(received, location.origin));
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
        report('PENDING', message, { activity: order.atEnd(asSending(message.activity)) }),
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

/** The press of a button, with the button's title: without it Web Chat would not show that anything was said. */
function withTitle(activity: Activity, title: string | undefined): Activity {
  return title !== undefined && activity.channelData?.['postBack'] === true
    ? { ...activity, channelData: { messageBack: { displayText: title } } }
    : activity;
}

/** The visitor's message as Web Chat shows it until the server has it. */
function asSending(activity: Activity): Activity {
  return { ...activity, text: textToShow(activity), from: { id: '', role: 'user' } };
}

function isActivity(value: unknown): value is Activity {
  return textOf(value, 'type') !== undefined;
}
