import { buildView } from './build-view.ts';
import { openPageChannel, type PageChannel } from './page-channel.ts';
import type { Tag } from './read-tag.ts';
import type { Registry, Widget } from './registry.ts';

/** Adds a widget to the page and to the page's registry. */
export function createWidget(tag: Tag, { widgets, listeners }: Registry): void {
  const view = buildView(tag, toggle, close);
  const { host, frame } = view;
  const watch = new MutationObserver(check);
  const widget: Widget = { key: tag.key, open, close, toggle, ask, check };
  let channel: PageChannel | undefined;
  let isOpen = false;
  /** The frame has finished loading, with whatever result. */
  let isLoaded = false;

  widgets.add(widget);
  // A script in the head may run before the body exists.
  (document.querySelector('body') ?? document.documentElement).append(host);
  watch.observe(document, { childList: true, subtree: true });
  if ('prefetch' in tag.element.dataset)
    ('requestIdleCallback' in window ? requestIdleCallback : setTimeout)(load);

  function load(): void {
    // A frame that failed to load is loaded again.
    if (channel !== undefined && (!isLoaded || channel.isReady())) return;
    channel ??= openPageChannel(frame, tag.page.origin, hear);
    frame.onload = () => {
      isLoaded = true;
    };
    frame.src = addressOf(tag, host);
    view.addFrame();
  }

  function hear(kind: unknown, count: number): void {
    if (kind === 'close') close();
    else if (kind === 'ready') {
      view.leaveClosingToPage();
      emit(kind);
    } else if (kind === 'unread' && !isOpen) {
      view.showUnread(count);
      emit(kind, count);
    }
  }

  function emit(event: string, detail?: number): void {
    if (widget !== [...widgets][0]) return;
    // In a task of its own each, so that a listener that throws does not stop the others.
    for (const [name, listener] of listeners) if (name === event) queueMicrotask(() => listener(detail));
  }

  function open(): void {
    if (isOpen) return;
    isOpen = true;
    load();
    view.showOpen(true);
    channel?.say('opened');
    emit('open');
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    const hadFocus = document.activeElement === host;
    view.showOpen(false);
    channel?.say('closed');
    if (hadFocus) view.button.focus();
    emit('close');
  }

  function toggle(): void {
    if (isOpen) close();
    else open();
  }

  /** `text` may be anything, for example an event: the site's scripts call this. */
  function ask(text: unknown): void {
    open();
    if (typeof text === 'string') channel?.say('ask', text);
  }

  function check(): void {
    if (host.isConnected && isTagged(tag)) return;
    watch.disconnect();
    channel?.end();
    host.remove();
    widgets.delete(widget);
    if (widgets.size === 0) delete window.Waymark;
  }
}

/** Whether the tag, or another one with the same markup, is on the page. */
function isTagged({ element, key }: Tag): boolean {
  return element.isConnected || [...document.scripts].some(({ outerHTML }) => outerHTML === key);
}

/** The address of the chat page, with title, colour, language and direction for this site. */
function addressOf({ page, title, accent }: Tag, host: Element): string {
  const { direction: dir } = getComputedStyle(host);
  const { lang } = document.documentElement;
  return `${page.href}?${String(new URLSearchParams({ title, accent, dir, lang, parent: location.origin }))}`;
}
