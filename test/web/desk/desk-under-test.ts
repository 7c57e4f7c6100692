import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { openDesk, type OpenDesk } from './open-desk.ts';

/** What a test can do with the desk page. Everything refers to the page that was opened last. */
export interface DeskUnderTest {
  open(options?: BrowserContextOptions & { readonly hash?: string }): Promise<void>;
  readonly page: Page;
  /** The texts of the questions that the page sent. */
  readonly asked: readonly string[];
  /** Adds text at the end of the input, all at once. */
  type(text: string): Promise<void>;
  /** Types text with no time between two keys. */
  typeInNoTime(text: string): Promise<void>;
  /** Waits until the answer to this question is shown. */
  answered(question: string): Promise<void>;
  violations(): Promise<readonly string[]>;
  clipboard(): Promise<string>;
  /** Says that the refused requests of this test are expected: the browser reports each as an error. */
  forgetRefusals(): void;
  verdict(): Locator;
  chip(name: string): Locator;
  value(name: string, words: string): Locator;
  choice(name: string): Locator;
  cite(lines: string): Locator;
  status(): Locator;
  focused(): Locator;
  /** Closes what was opened. Returns everything that the pages should not have done. */
  close(): Promise<readonly string[]>;
}

/** `place` gives the browser and the server's address, which exist only once the tests run. */
export function deskUnderTest(
  place: () => { readonly browser: Browser; readonly url: string },
): DeskUnderTest {
  let opened: OpenDesk[] = [];
  let refusalsWanted = false;
  const last = (): OpenDesk => {
    const desk = opened.at(-1);
    if (desk === undefined) throw new Error('the test has not opened the page');
    return desk;
  };
  const locate = (selector: string, hasText: string) => last().page.locator(selector, { hasText });
  const chip = (name: string) => locate('.chip', name);
  return {
    open: async (options = {}) => {
      const { browser, url } = place();
      opened.push(await openDesk(browser, url, options));
    },
    get page() {
      return last().page;
    },
    get asked() {
      return last().asked;
    },
    type: (text) => last().type(text),
    typeInNoTime: async (text) => {
      await last().page.evaluate(
        `for (const key of ${JSON.stringify(text)}) {
          question.value += key;
          question.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }`,
      );
    },
    answered: async (question) => {
      // The address changes with each key. Until the new answer arrives, the old one is marked as busy.
      await last().page.waitForURL((url) => new URLSearchParams(url.hash.slice(1)).get('q') === question);
      await last().page.locator('[aria-busy=false]').waitFor();
    },
    violations: () => last().violations(),
    clipboard: () => last().clipboard(),
    forgetRefusals: () => {
      refusalsWanted = true;
    },
    verdict: () => last().page.locator('.verdict').first(),
    chip,
    value: (name, words) => chip(name).locator('.chip-value', { hasText: words }),
    choice: (name) => locate('.choice', name).first(),
    cite: (lines) => locate('.cite', `[${lines}]`).first(),
    status: () => last().page.getByRole('status'),
    focused: () => last().page.locator(':focus'),
    close: async () => {
      for (const desk of opened) await desk.close();
      const faults = opened.flatMap((desk) => desk.faults);
      const wanted = refusalsWanted;
      opened = [];
      refusalsWanted = false;
      return faults.filter((fault) => !(wanted && fault.startsWith('Failed to load resource')));
    },
  };
}
