import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds on a page: the rule, the elements, and how to fix each. Axe-core is injected through the debugger,
 * because the page's policy allows no foreign scripts. Frames are not looked into: to reach a frame of another origin,
 * axe-core posts a message that the browser refuses and reports as an error of the page.
 */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found: unknown = await page.evaluate(
    'axe.run(document, { iframes: false }).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => html + failureSummary).join(" ")}`))',
  );
  return Array.isArray(found) ? found.map(String) : ['axe-core gave nothing'];
}
