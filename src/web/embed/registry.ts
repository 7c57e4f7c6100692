import type { Widget } from './create-widget.ts';

/** What a site's own scripts may call. It drives the first widget of the page. */
export interface WaymarkGlobal {
  open(): void;
  close(): void;
  toggle(): void;
  /** Opens the chat and asks, as soon as it can. */
  ask(text: string): void;
  /** Calls the listener at each "ready", "open", "close" and "unread", until what it returns is called. */
  on(event: string, listener: (detail: unknown) => void): () => void;
  /** Shared by all tags of the page; not for sites. */
  readonly registry: Registry;
}

export interface Registry {
  /** The widgets of the page, in the order of their tags. */
  readonly widgets: Set<Widget>;
  readonly events: EventTarget;
}

declare global {
  interface Window {
    Waymark?: WaymarkGlobal | undefined;
  }
}

/** The page's registry. The first tag makes it, with the global that the page's scripts use. */
export function pageRegistry(): Registry {
  const widgets = new Set<Widget>();
  const events = new EventTarget();
  const first = () => [...widgets][0];
  window.Waymark ??= Object.defineProperty(
    {
      open: () => first()?.open(),
      close: () => first()?.close(),
      toggle: () => first()?.toggle(),
      ask: (text) => first()?.ask(text),
      on: (event, listener) => {
        const hear = (heard: Event) => listener(heard instanceof CustomEvent ? heard.detail : undefined);
        events.addEventListener(event, hear);
        return () => events.removeEventListener(event, hear);
      },
      registry: { widgets, events },
    } satisfies WaymarkGlobal,
    'registry',
    { enumerable: false },
  );
  return window.Waymark.registry;
}
