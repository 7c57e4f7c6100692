import { buildView } from './build-view.ts';
import { openPageChannel, type PageChannel } from './page-channel.ts';
import type { Tag } from './read-tag.ts';
import type { Registry, Widget } from './registry.ts';

/** Puts a widget on the page and on the page's list. */
export function createWidget(tag: Tag, { widgets, listeners }: Registry): void {
  const view = buildView(tag, toggle, close);
  const { host, frame } = view;
  const watch = new MutationObserver(check);
  const widget: Widget = { key: tag.key, open, close, toggle, ask, check };
  let talk: PageChannel | undefined;
  let isOpen = false;
  /** The frame's load ended, whatever was loaded. */
  let isLoaded = false;

  widgets.add(widget);
  // A script in the head may run before there is a body.
  (document.querySelector('body') ?? document.documentElement).append(host);
  watch.observe(document, { childList: true, subtree: true });
  if ('prefetch' in tag.element.dataset)
    ('requestIdleCallback' in window ? requestIdleCallback : setTimeout)(load);

  function load(): void {
    // What failed to load is tried again.
    if (talk !== undefined && (!isLoaded || talk.isReady())) return;
    talk ??= openPageChannel(frame, tag.page.origin, hear);
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
    // Each on its own: one that throws keeps no other from hearing it.
    for (const [name, listener] of listeners) if (name === event) queueMicrotask(() => listener(detail));
  }

  function open(): void {
    if (isOpen) return;
    isOpen = true;
    load();
    view.showOpen(true);
    talk?.say('opened');
    emit('open');
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    const hadFocus = document.activeElement === host;
    view.showOpen(false);
    talk?.say('closed');
    if (hadFocus) view.button.focus();
    emit('close');
  }

  function toggle(): void {
    if (isOpen) close();
    else open();
  }

  /** Whatever a site's script gives it: an event that it listens to, for one. */
  function ask(text: unknown): void {
    open();
    if (typeof text === 'string') talk?.say('ask', text);
  }

  function check(): void {
    if (host.isConnected && isTagged(tag)) return;
    watch.disconnect();
    talk?.end();
    host.remove();
    widgets.delete(widget);
    if (widgets.size === 0) delete window.Waymark;
  }
}

/** Whether the tag, or another that says the same, is on the page. */
function isTagged({ element, key }: Tag): boolean {
  return element.isConnected || [...document.scripts].some(({ outerHTML }) => outerHTML === key);
}

/** The chat page's address, with what it is to look like here. */
function addressOf({ page, title, accent }: Tag, host: Element): string {
  const { direction: dir } = getComputedStyle(host);
  const { lang } = document.documentElement;
  return `${page.href}?${String(new URLSearchParams({ title, accent, dir, lang, parent: location.origin }))}`;
}
