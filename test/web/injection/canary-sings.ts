import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { PAYLOADS } from './payloads.ts';
import { watchCanary, type Canary } from './canary.ts';

/**
 * Proves that the canary sees payloads that run: on a careless page, so that the other tests are known to be able to
 * fail.
 */
export function describeCanary(browser: () => Browser): void {
  it('run, and ask, on a page that takes them for markup', async () => {
    const seen: string[] = [];
    for (const payload of PAYLOADS.slice(0, 16)) {
      const context = await browser().newContext();
      const canary = watchCanary(context, []);
      const careless = await context.newPage();
      await careless.setContent(`<!doctype html><title>x</title>${payload}`, {
        waitUntil: 'domcontentloaded',
      });
      if (await sings(canary)) seen.push(payload);
      await context.close();
    }
    expect(seen.length).to.be.at.least(12);
  });
}

/** Whether the canary sees a payload run within 250 ms. Some payloads do nothing on this page. */
async function sings(canary: Canary): Promise<boolean> {
  const end = Date.now() + 250;
  while (Date.now() < end) {
    if ((await canary.found()).some((each) => /^(?:ran|asked)/u.test(each))) return true;
    await setTimeout(5);
  }
  return false;
}
