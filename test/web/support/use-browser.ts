import { execFileSync } from 'node:child_process';
import type { Browser } from 'playwright-core';
import { launchChromium } from './launch-chromium.ts';

/** How long an unused browser stays open for the next test file of this process, in milliseconds. */
const IDLE = 1_000;

let shared: Promise<Browser> | undefined;
let closing: NodeJS.Timeout | undefined;
let isBuilt = false;

/**
 * Returns a function that gives the tests of a suite a browser. All test files of one process share it, so each test
 * opens a context of its own. Before the tests run, the web pages are built if they are older than their sources.
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

/** Takes a moment only if the pages are as new as their sources. */
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
