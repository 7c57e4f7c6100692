import { MESSAGE_CLASS } from '../message-class.ts';

/** So long (milliseconds) an answer is followed. */
const PATIENCE = 3_000;
/** By these the visitor moves the conversation; from then on it is left alone. */
const MOVES = ['wheel', 'touchmove', 'pointerdown'] as const;

/**
 * Brings what comes next in the conversation into view, and as far up as it goes: Web Chat itself follows only as long as the
 * end is in view, and leaves whoever has read further up where they are.
 */
export function showNext(conversation: Element): void {
  const shown = conversation.getElementsByClassName(MESSAGE_CLASS);
  const before = shown.length;
  const observer = new MutationObserver(() =>
    shown[before]?.scrollIntoView({ block: 'start', behavior: 'instant' }),
  );
  const timer = setTimeout(end, PATIENCE);
  for (const move of MOVES) addEventListener(move, end, { passive: true });
  observer.observe(conversation, { childList: true, subtree: true });

  function end(): void {
    clearTimeout(timer);
    for (const move of MOVES) removeEventListener(move, end);
    observer.disconnect();
  }
}
