import type { Frame, Page } from 'playwright-core';

/** Waits until a page or frame was painted twice: whatever it does upon an event or a new size is done by then. */
export async function twoFrames(page: Page | Frame): Promise<void> {
  await page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))',
  );
}
