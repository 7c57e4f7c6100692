import { element } from './page-elements.ts';

type Problem = 'reconnecting' | 'refused' | 'unsent' | 'beganAnew';

/** The line above the input that says what is wrong, also to screen readers. The words come with the page. */
export interface Notice {
  show(what: Problem): void;
  /** Takes it away; whatever it is, where it is left out. */
  clear(what?: Problem): void;
}

export function openNotice(): Notice {
  const line = element('notice', HTMLParagraphElement);
  let shown: Problem | undefined;
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
