/**
 * The global `Waymark`, for the site's own scripts. It controls the first widget of the page.
 * @example
 * Waymark.ask('Can I upgrade version 4?');
 * const stop = Waymark.on('unread', (count) => showCount(count));
 */
export interface WaymarkGlobal {
  open(): void;
  close(): void;
  toggle(): void;
  /** Opens the chat, and asks as soon as it has loaded. */
  ask(text: string): void;
  /** Calls the listener at each "ready", "open", "close" or "unread". Returns a function that stops this. */
  readonly on: Listen;
}

type Listener = (detail: unknown) => void;

interface Listen {
  (event: string, listener: Listener): () => void;
  /** Shared by all our tags on the page. Not for sites. */
  page: Registry;
}

/** One chat widget of a page: its button and its panel. */
export interface Widget {
  readonly key: string;
  open(): void;
  close(): void;
  toggle(): void;
  ask(text: unknown): void;
  /** Removes the widget if its tag or its element has been removed from the page. */
  check(): void;
}

/** All widgets and listeners of a page. */
export interface Registry {
  /** The widgets of the page, in the order of their tags. */
  readonly widgets: Set<Widget>;
  /** Who listens to which event. */
  readonly listeners: Set<readonly [event: string, listener: Listener]>;
}

declare global {
  interface Window {
    Waymark?: WaymarkGlobal | undefined;
  }
}

/** The page's registry. The first tag creates it, together with the global. */
export function pageRegistry(): Registry {
  const widgets = new Set<Widget>();
  const listeners: Registry['listeners'] = new Set();
  const first = () => [...widgets][0];
  const on: Listen = (event, listener) => {
    const entry = [event, listener] as const;
    listeners.add(entry);
    return () => listeners.delete(entry);
  };
  on.page = { widgets, listeners };
  window.Waymark ??= {
    open: () => first()?.open(),
    close: () => first()?.close(),
    toggle: () => first()?.toggle(),
    ask: (text) => first()?.ask(text),
    on,
  };
  return window.Waymark.on.page;
}
