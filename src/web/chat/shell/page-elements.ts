/** The class of a message in Web Chat's transcript. */
export const MESSAGE_CLASS = 'webchat__basic-transcript__activity';

/** The page's element with this id. Throws if it is missing: the page and its script are built together. */
export function element<E extends HTMLElement>(id: string, type: new () => E): E {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`the page has no #${id}`);
}

/** The element itself or the nearest one around it that matches; undefined if an event has no such target. */
export function closest(target: EventTarget | null, selector: string): Element | undefined {
  return (target instanceof Element ? target.closest(selector) : null) ?? undefined;
}
