import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { PAYLOADS } from './payloads.ts';
import { watchCanary, type Canary } from './canary.ts';

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
      if (await sings(canary)) seen.push(payload);
      await context.close();
    }
    expect(seen.length).to.be.at.least(12);
  });
}

/** Whether the canary sees something of a text within a quarter of a second: some texts do nothing on any page. */
async function sings(canary: Canary): Promise<boolean> {
  const end = Date.now() + 250;
  while (Date.now() < end) {
    if ((await canary.found()).some((each) => /^(?:ran|asked)/u.test(each))) return true;
    await setTimeout(5);
  }
  return false;
}
