import type { Browser, Page } from 'playwright-core';

/** Kilobits a second, and milliseconds there and back: "slow 4G" of Chromium's developer tools. */
const DOWN = 1_600;
const UP = 750;
const LATENCY = 150;
/** A mid-range phone beside this machine. */
const SLOWER = 4;

/** A new page with an empty cache on a slow phone. */
export async function openSlowPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY,
    downloadThroughput: (DOWN * 1_000) / 8,
    uploadThroughput: (UP * 1_000) / 8,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return page;
}
