import { element } from './element.ts';

type Said = 'reconnecting' | 'refused' | 'unsent' | 'beganAnew';

/** The line above the input that says what is wrong, also to screen readers. The words come with the page. */
export interface Notice {
  show(what: Said): void;
  clear(what: Said): void;
}

export function openNotice(): Notice {
  const line = element('notice', HTMLParagraphElement);
  let shown: Said | undefined;
  return {
    show: (what) => {
      if (shown === what) return;
      shown = what;
      line.textContent = line.dataset[what] ?? '';
    },
    clear: (what) => {
      if (shown !== what) return;
      shown = undefined;
      line.textContent = '';
    },
  };
}
