import { element, MESSAGE_CLASS } from '../shell/page-elements.ts';

/** Milliseconds that Web Chat gets to show something, before it is shown as it is. */
const PATIENCE = 3_000;

/**
 * Puts Web Chat in the place of the shell's greeting, once it shows as many messages as were there to show. The input is
 * not touched, and who was reading the greeting with the keyboard reads on in Web Chat's transcript. Resolves then.
 */
export function revealWebChat(shows: () => boolean): Promise<void> {
  const place = element('web-chat', HTMLDivElement);
  const shell = element('shell', HTMLDivElement);
  return new Promise((resolve) => {
    const observer = new MutationObserver(look);
    const timer = setTimeout(show, PATIENCE);
    observer.observe(place, { childList: true, subtree: true });
    look();

    function look(): void {
      if (shows()) show();
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
