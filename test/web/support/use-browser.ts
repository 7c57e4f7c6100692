import { execFileSync } from 'node:child_process';
import type { Browser } from 'playwright-core';
import { launchChromium } from './launch-chromium.ts';

/** How long a browser that nobody uses stays open, in milliseconds: the next file of this process takes it over. */
const IDLE = 1_000;

let shared: Promise<Browser> | undefined;
let closing: NodeJS.Timeout | undefined;
let isBuilt = false;

/**
 * Gives the tests of a suite the browser of this process, once the web pages are as new as their sources. All files
 * that run in one process share one browser; each test opens a context of its own in it.
 *
 * @example
 * describe('a page', () => {
 *   const browser = useBrowser();
 *   it('opens', async () => { const context = await browser().newContext(); … });
 * });
 */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  before(async () => {
    clearTimeout(closing);
    buildPages();
    browser = await (shared ??= launchChromium());
  });
  after(() => {
    closing = setTimeout(() => void closeBrowser(), IDLE);
  });
  return () => {
    if (browser === undefined) throw new Error('the browser is there only while the tests of this suite run');
    return browser;
  };
}

/** A moment only where the pages are as new as their sources. */
function buildPages(): void {
  if (isBuilt) return;
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-bundles.ts']);
  isBuilt = true;
}

async function closeBrowser(): Promise<void> {
  const unused = shared;
  shared = undefined;
  await (await unused)?.close();
}
