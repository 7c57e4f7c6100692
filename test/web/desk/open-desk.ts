import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axeViolations } from '../support/axe-violations.ts';

/** The desk page, open in a browser context of its own. */
export interface OpenDesk {
  readonly page: Page;
  /** Console errors, violations of the Content-Security-Policy, and requests to other origins. */
  readonly faults: readonly string[];
  /** The texts of the questions that the page sent. */
  readonly asked: readonly string[];
  /** Adds text at the end of the input, all at once. */
  type(text: string): Promise<void>;
  /** What axe-core finds; see `axeViolations`. */
  violations(): Promise<readonly string[]>;
  clipboard(): Promise<string>;
  close(): Promise<void>;
}

export async function openDesk(
  browser: Browser,
  url: string,
  { hash = '', ...options }: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<OpenDesk> {
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) faults.push(request.url());
  });
  await page.route('**/api/ask', async (route) => {
    const body: unknown = route.request().postDataJSON();
    if (isBody(body)) asked.push(body.text);
    await route.continue();
  });
  await page.goto(`${url}/desk${hash}`);
  return {
    page,
    faults,
    asked,
    type: async (text) => {
      await page.locator('#question').focus();
      await page.keyboard.insertText(text);
    },
    violations: () => axeViolations(page),
    clipboard: async () => String(await page.evaluate('navigator.clipboard.readText()')),
    close: () => context.close(),
  };
}

function isBody(body: unknown): body is { readonly text: string } {
  return typeof body === 'object' && body !== null && 'text' in body && typeof body.text === 'string';
}
