import { closest, element } from './page-elements.ts';
import { writerOf, type Writer } from './write-message.ts';

/** The page's own input. It is the same element all the time, so nothing that is typed has to be moved elsewhere. */
export interface Composer {
  focus(): void;
}

export function openComposer(onSend: (text: string, writer: Writer) => void): Composer {
  const form = element('composer', HTMLFormElement);
  const input = element('text', HTMLTextAreaElement);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value.trim();
    input.value = '';
    onSend(text, writerOf(text, input.defaultValue));
    input.defaultValue = '';
    input.focus();
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  // If the visitor types while the focus is in the conversation, the focus moves to the input before the key is
  // written.
  document.addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, metaKey, altKey, repeat } = event;
    // A key that is held down presses a button only once.
    if (repeat && key === 'Enter' && target !== input) event.preventDefault();
    if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey) return;
    if (closest(target, 'input, textarea, select, dialog') !== undefined) return;
    input.focus();
  });
  return { focus: () => input.focus() };
}
