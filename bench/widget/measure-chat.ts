import type { Browser } from 'playwright-core';
import { openSlowPhone } from './slow-phone.ts';

/** Milliseconds after the address was opened. */
export interface ChatTimes {
  /** The shell is painted and takes what is typed and sent. */
  readonly shell: number;
  /** Web Chat shows the conversation. */
  readonly webChat: number;
  /** Keys that were typed meanwhile and are not in the input. */
  readonly lostKeys: number;
}

const MARKS = `({
  shell: Math.max(
    performance.getEntriesByName('waymark-shell')[0]?.startTime ?? NaN,
    performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  ),
  webChat: performance.getEntriesByName('waymark-web-chat')[0]?.startTime ?? NaN,
})`;

/** Opens the chat page, types all the while, and reads the page's own marks. */
export async function measureChat(browser: Browser, url: string): Promise<ChatTimes> {
  const page = await openSlowPhone(browser);
  await page.goto(`${url}/chat`, { waitUntil: 'commit' });
  const input = page.locator('#text');
  await input.focus();
  let typed = '';
  let shown = false;
  const waiting = page
    .locator('#shell')
    .waitFor({ state: 'hidden' })
    .then(() => (shown = true));
  while (!isShown()) {
    await page.keyboard.press('a', { delay: 20 });
    typed += 'a';
  }
  await waiting;
  const marks: unknown = await page.evaluate(MARKS);
  const value = await input.inputValue();
  await page.context().close();
  const times = isTimes(marks) ? marks : { shell: NaN, webChat: NaN };
  return { ...times, lostKeys: typed.length - value.length };

  function isShown(): boolean {
    return shown;
  }
}

function isTimes(value: unknown): value is Pick<ChatTimes, 'shell' | 'webChat'> {
  return typeof value === 'object' && value !== null && 'shell' in value && 'webChat' in value;
}
