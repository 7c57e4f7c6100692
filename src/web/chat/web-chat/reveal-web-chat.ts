import { element, MESSAGE_CLASS } from '../shell/page-elements.ts';

/** Milliseconds after which Web Chat is shown even if it is not complete. */
const PATIENCE = 3_000;

/**
 * Shows Web Chat in place of the start screen as soon as `isComplete` returns true. Looks again at each change in Web
 * Chat. If the focus was in the start screen it moves to Web Chat's transcript; the input keeps it. Resolves when done.
 */
export function revealWebChat(isComplete: () => boolean): Promise<void> {
  const place = element('web-chat', HTMLDivElement);
  const shell = element('shell', HTMLDivElement);
  return new Promise((resolve) => {
    const observer = new MutationObserver(look);
    const timer = setTimeout(show, PATIENCE);
    observer.observe(place, { childList: true, subtree: true });
    look();

    function look(): void {
      if (isComplete()) show();
    }

    function show(): void {
      clearTimeout(timer);
      observer.disconnect();
      place.inert = false;
      if (shell.contains(document.activeElement)) transcript()?.focus({ preventScroll: true });
      shell.hidden = true;
      resolve();
    }
  });
}

function transcript(): HTMLElement | null {
  return element('web-chat', HTMLDivElement).querySelector('.webchat__basic-transcript');
}

/** How many messages Web Chat shows. */
export function countShownMessages(): number {
  return element('web-chat', HTMLDivElement).getElementsByClassName(MESSAGE_CLASS).length;
}
