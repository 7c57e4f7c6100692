import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { PAYLOADS } from './payloads.ts';
import { watchCanary } from './canary.ts';

/** On a page that takes texts for markup the canary sees it: the other tests could fail. */
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
      await careless.waitForTimeout(20);
      const found = await canary.found();
      if (found.some((each) => /^(?:ran|asked)/u.test(each))) seen.push(payload);
      await context.close();
    }
    expect(seen.length).to.be.at.least(12);
  });
}
