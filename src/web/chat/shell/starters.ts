import { element } from './element.ts';

/** The suggested questions, until something was asked. */
export interface Starters {
  show(): void;
  hide(): void;
}

export function openStarters(onAsk: (text: string) => void): Starters {
  const list = element('starters', HTMLUListElement);
  list.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button !== null) onAsk(button.textContent);
  });
  return { show: () => (list.hidden = false), hide: () => (list.hidden = true) };
}
