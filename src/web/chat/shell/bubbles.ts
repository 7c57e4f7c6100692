import { element } from './element.ts';

/** Shows what was sent before Web Chat is there. */
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
