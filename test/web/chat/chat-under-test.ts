import type { Browser } from 'playwright-core';
import { openChat, type ChatOptions, type OpenChat } from './open-chat.ts';

/** Opens chat pages for a test. */
export interface ChatUnderTest {
  open(options?: ChatOptions): Promise<OpenChat>;
  readonly url: string;
  readonly browser: Browser;
  /** Closes what was opened. Returns everything that the pages should not have done. */
  close(): Promise<readonly string[]>;
}

/** `place` gives the browser and the server's address, which exist only once the tests run. */
export function chatUnderTest(
  place: () => { readonly browser: Browser; readonly url: string },
): ChatUnderTest {
  let opened: OpenChat[] = [];
  return {
    open: async (options) => {
      const { browser, url } = place();
      const chat = await openChat(browser, url, options);
      opened.push(chat);
      return chat;
    },
    get url() {
      return place().url;
    },
    get browser() {
      return place().browser;
    },
    close: async () => {
      for (const chat of opened) await chat.close();
      const faults = opened.flatMap((chat) => chat.faults);
      opened = [];
      return faults;
    },
  };
}
