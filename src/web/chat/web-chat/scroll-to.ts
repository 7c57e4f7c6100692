import { MESSAGE_CLASS } from '../shell/page-elements.ts';

/** So long (milliseconds) an answer is followed. */
const PATIENCE = 3_000;
/** A message of the visitor's. */
const OWN = '.webchat__bubble--from-user';
/** By these the visitor moves the conversation; from then on it is left alone. */
const MOVES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Brings what comes next in the conversation into view, and as far up as it goes: Web Chat itself follows only as long as the
 * end is in view, and leaves whoever has read further up where they are.
 */
export function scrollToNext(conversation: Element): void {
  showFrom(conversation, conversation.getElementsByClassName(MESSAGE_CLASS).length);
}

/**
 * Brings what the visitor said last into view, with what came of it below. Where Web Chat shows a conversation that was
 * there before it, it stops anywhere.
 */
export function scrollToLastOwn(conversation: Element): void {
  const shown = [...conversation.getElementsByClassName(MESSAGE_CLASS)];
  showFrom(conversation, shown.map((message) => message.querySelector(OWN) !== null).lastIndexOf(true));
}

/** Brings the message at a place into view, now and while the conversation grows; nothing where there is none. */
function showFrom(conversation: Element, place: number): void {
  const shown = conversation.getElementsByClassName(MESSAGE_CLASS);
  const show = () => shown[place]?.scrollIntoView({ block: 'start', behavior: 'instant' });
  const observer = new MutationObserver(show);
  const timer = setTimeout(end, PATIENCE);
  for (const move of MOVES) addEventListener(move, moved, { passive: true });
  observer.observe(conversation, { childList: true, subtree: true });
  show();

  /** What is done in the input moves nothing. */
  function moved({ target }: Event): void {
    if (!(target instanceof HTMLTextAreaElement)) end();
  }

  function end(): void {
    clearTimeout(timer);
    for (const move of MOVES) removeEventListener(move, moved);
    observer.disconnect();
  }
}
