import type { Frame, Page } from 'playwright-core';

let serial = 0;

/**
 * Waits until the page has handled every message that one of its frames, or the page itself, has sent it so far: messages
 * of one sender arrive in order, and this sends one more.
 */
export async function delivered(page: Page, sender: Frame | undefined): Promise<void> {
  if (sender === undefined) throw new Error('the frame is not there');
  serial += 1;
  const mark = `mark${String(serial)}`;
  await page.evaluate(
    `window.${mark} = new Promise((resolve) => addEventListener('message', ({ data }) => { if (data === '${mark}') resolve(); })); 0`,
  );
  await sender.evaluate(`parent.postMessage('${mark}', '*')`);
  await page.evaluate(`window.${mark}`);
}
