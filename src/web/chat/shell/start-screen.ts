import { closest, element } from './page-elements.ts';

/** The suggested questions. They are shown until something was asked. */
export interface Starters {
  show(): void;
  hide(): void;
}

export function openStarters(onAsk: (text: string) => void): Starters {
  const list = element('starters', HTMLUListElement);
  list.addEventListener('click', ({ target }) => {
    const button = closest(target, 'button');
    if (button !== undefined) onAsk(button.textContent);
  });
  return { show: () => (list.hidden = false), hide: () => (list.hidden = true) };
}

/** Shows a message that was sent before Web Chat was loaded. */
export function showQueued(text: string): void {
  const bubble = document.createElement('li');
  bubble.className = 'bubble';
  bubble.textContent = text;
  element('queued', HTMLOListElement).append(bubble);
  bubble.scrollIntoView({ block: 'end' });
}

export function clearQueued(): void {
  element('queued', HTMLOListElement).replaceChildren();
}
