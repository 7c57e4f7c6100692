import { element } from '../shell/element.ts';

/** Milliseconds that Web Chat gets to show something, before it is shown as it is. */
const PATIENCE = 3_000;

/**
 * Puts Web Chat in the place of the shell's greeting, once it shows as many messages as were there to show. The input is
 * not touched. Resolves then.
 */
export function takeOver(shows: () => boolean): Promise<void> {
  const place = element('web-chat', HTMLDivElement);
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
      element('shell', HTMLDivElement).hidden = true;
      resolve();
    }
  });
}

/** How many messages Web Chat shows. */
export function countShown(): number {
  return element('web-chat', HTMLDivElement).querySelectorAll('.webchat__basic-transcript__activity').length;
}
