import { element } from './element.ts';

type Said = 'reconnecting' | 'refused' | 'unsent' | 'beganAnew';

/** The line above the input that says what is wrong, also to screen readers. The words come with the page. */
export interface Notice {
  show(what: Said): void;
  /** Takes it away; whatever it is, where it is left out. */
  clear(what?: Said): void;
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
    clear: (what = shown) => {
      if (shown !== what) return;
      shown = undefined;
      line.textContent = '';
    },
  };
}
