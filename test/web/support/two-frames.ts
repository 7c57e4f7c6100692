import type { Frame, Page } from 'playwright-core';

/** Waits for two animation frames: by then a page has handled every event and change of size that came before. */
export async function twoFrames(page: Page | Frame): Promise<void> {
  await page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))',
  );
}
