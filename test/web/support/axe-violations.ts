import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds on a page: rule, place, and how to mend it. It is injected by the debugger, which the page's policy does not bind.
 * Frames are pages of their own, to be tried on their own: to speak to one of another origin, axe-core posts it a message
 * that the browser refuses and reports as an error of the page.
 */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found: unknown = await page.evaluate(
    'axe.run(document, { iframes: false }).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => html + failureSummary).join(" ")}`))',
  );
  return Array.isArray(found) ? found.map(String) : ['axe-core gave nothing'];
}
