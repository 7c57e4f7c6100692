import { MESSAGE_CLASS } from '../shell/page-elements.ts';

/** Milliseconds during which the message is kept in view. */
const PATIENCE = 3_000;
/** A message of the visitor. */
const OWN = '.webchat__bubble--from-user';
/** With these the visitor scrolls. From then on the page does not scroll any more. */
const MOVES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Scrolls to the next message when it comes, so that it is as far up as possible. Web Chat itself scrolls only as long
 * as the end is in view, so a visitor who has scrolled up would not see the answer.
 */
export function scrollToNext(conversation: Element): void {
  showFrom(conversation, conversation.getElementsByClassName(MESSAGE_CLASS).length);
}

/**
 * Scrolls to the visitor's last message, with the answer below it. Without this, Web Chat stops at an arbitrary place
 * when it shows an existing conversation.
 */
export function scrollToLastOwn(conversation: Element): void {
  const shown = [...conversation.getElementsByClassName(MESSAGE_CLASS)];
  showFrom(conversation, shown.map((message) => message.querySelector(OWN) !== null).lastIndexOf(true));
}

/** Scrolls to the message at an index, now and while the conversation grows. Does nothing as long as there is none. */
function showFrom(conversation: Element, place: number): void {
  const shown = conversation.getElementsByClassName(MESSAGE_CLASS);
  const show = () => shown[place]?.scrollIntoView({ block: 'start', behavior: 'instant' });
  const observer = new MutationObserver(show);
  const timer = setTimeout(end, PATIENCE);
  for (const move of MOVES) addEventListener(move, moved, { passive: true });
  observer.observe(conversation, { childList: true, subtree: true });
  show();

  /** Events in the input do not scroll the conversation. */
  function moved({ target }: Event): void {
    if (!(target instanceof HTMLTextAreaElement)) end();
  }

  function end(): void {
    clearTimeout(timer);
    for (const move of MOVES) removeEventListener(move, moved);
    observer.disconnect();
  }
}
