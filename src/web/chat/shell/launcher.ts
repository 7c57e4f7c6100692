import { closest, element, MESSAGE_CLASS } from './page-elements.ts';
import { isOfLauncher } from './is-of-launcher.ts';
import { fieldOf, textOf } from '../connection/read-field.ts';

/** The script on the site that shows this page in a frame (`src/web/embed`). */
export interface Launcher {
  send(
    message: { readonly kind: 'ready' | 'close' } | { readonly kind: 'unread'; readonly count: number },
  ): void;
}

export interface LauncherEvents {
  readonly onAsk: (text: string) => void;
  readonly onOpened: () => void;
  readonly onClosed: () => void;
}

/**
 * Exchanges messages with the launcher. Its origin is in the page's address, in the parameter `parent`: messages go to
 * that origin only, and messages of others are ignored. (Which sites may frame the page is up to its security policy.)
 * Without a launcher, sending does nothing and the page has no close button.
 */
export function connectLauncher({ onAsk, onOpened, onClosed }: LauncherEvents): Launcher {
  const origin = parentOrigin();
  const send: Launcher['send'] = (message) => {
    if (origin !== undefined) window.parent.postMessage({ source: 'waymark', ...message }, origin);
  };
  if (origin === undefined) return { send };
  const close = element('close', HTMLButtonElement);
  close.hidden = false;
  close.addEventListener('click', () => send({ kind: 'close' }));
  document.addEventListener('keydown', (event) => {
    const { key, target, defaultPrevented } = event;
    // In a message, the first Escape leaves the message; Web Chat does that.
    const isInside = closest(target, `.${MESSAGE_CLASS}`) !== undefined;
    const isTaken = defaultPrevented || isInside || document.querySelector('dialog[open]') !== null;
    if (key === 'Escape' && !isTaken) send({ kind: 'close' });
  });
  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (!isOfLauncher(event, window.parent, origin)) return;
    const { data } = event;
    const kind = fieldOf(data, 'kind');
    if (kind === 'opened') onOpened();
    if (kind === 'closed') onClosed();
    if (kind === 'ask') onAsk(textOf(data, 'text') ?? '');
  });
  return { send };
}

function parentOrigin(): string | undefined {
  const named = new URLSearchParams(location.search).get('parent');
  if (window.parent === window || named === null || !URL.canParse(named)) return undefined;
  const { origin } = new URL(named);
  return origin === 'null' ? undefined : origin;
}
