/** What a site's own scripts may call. It drives the first widget of the page. */
export interface WaymarkGlobal {
  open(): void;
  close(): void;
  toggle(): void;
  /** Opens the chat and asks, as soon as it can. */
  ask(text: string): void;
  /** Calls the listener at each "ready", "open", "close" and "unread", until what it returns is called. */
  readonly on: Listen;
}

type Listener = (detail: unknown) => void;

interface Listen {
  (event: string, listener: Listener): () => void;
  /** Shared by all tags of the page; not for sites. */
  page: Registry;
}

/** A button with the chat behind it. */
export interface Widget {
  readonly key: string;
  open(): void;
  close(): void;
  toggle(): void;
  ask(text: unknown): void;
  /** Removes the widget if its tag or its element has been removed from the page. */
  check(): void;
}

export interface Registry {
  /** The widgets of the page, in the order of their tags. */
  readonly widgets: Set<Widget>;
  /** Who listens, and to what. */
  readonly listeners: Set<readonly [event: string, listener: Listener]>;
}

declare global {
  interface Window {
    Waymark?: WaymarkGlobal | undefined;
  }
}

/** The page's registry. The first tag makes it, with the global that the page's scripts use. */
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
