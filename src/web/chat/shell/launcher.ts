import { element, MESSAGE_CLASS } from './page-elements.ts';
import { fieldOf, textOf } from '../connection/read-field.ts';

/** The page that this one is framed in, as the launcher that made the frame says. */
export interface Launcher {
  say(
    message: { readonly kind: 'ready' | 'close' } | { readonly kind: 'unread'; readonly count: number },
  ): void;
}

export interface LauncherEvents {
  readonly onAsk: (text: string) => void;
  readonly onOpened: () => void;
  readonly onClosed: () => void;
}

/**
 * Talks to the launcher, which names its origin in `parent`; the browser delivers to that origin only, and nobody else is
 * listened to. Who may frame the page at all stands in its policy. Without a launcher there is nothing to close.
 */
export function connectLauncher({ onAsk, onOpened, onClosed }: LauncherEvents): Launcher {
  const origin = parentOrigin();
  const say: Launcher['say'] = (message) => {
    if (origin !== undefined) window.parent.postMessage({ source: 'waymark', ...message }, origin);
  };
  if (origin === undefined) return { say };
  const close = element('close', HTMLButtonElement);
  close.hidden = false;
  close.addEventListener('click', () => say({ kind: 'close' }));
  document.addEventListener('keydown', (event) => {
    const { key, target, defaultPrevented } = event;
    // There it leaves the message first.
    const isInside = target instanceof Element && target.closest(`.${MESSAGE_CLASS}`) !== null;
    const isTaken = defaultPrevented || isInside || document.querySelector('dialog[open]') !== null;
    if (key === 'Escape' && !isTaken) say({ kind: 'close' });
  });
  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window.parent || event.origin !== origin) return;
    const { data } = event;
    if (fieldOf(data, 'source') !== 'waymark') return;
    const kind = fieldOf(data, 'kind');
    if (kind === 'opened') onOpened();
    if (kind === 'closed') onClosed();
    if (kind === 'ask') onAsk(textOf(data, 'text') ?? '');
  });
  return { say };
}

function parentOrigin(): string | undefined {
  const named = new URLSearchParams(location.search).get('parent');
  if (window.parent === window || named === null || !URL.canParse(named)) return undefined;
  const { origin } = new URL(named);
  return origin === 'null' ? undefined : origin;
}
