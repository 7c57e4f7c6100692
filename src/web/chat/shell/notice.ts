import { element } from './page-elements.ts';

type Problem = 'reconnecting' | 'refused' | 'unsent' | 'beganAnew';

/** The line above the input that says what is wrong. Screen readers read it out. Its texts are in the page's HTML. */
export interface Notice {
  show(what: Problem): void;
  /** Removes the notice of this problem, or whichever is shown. */
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
