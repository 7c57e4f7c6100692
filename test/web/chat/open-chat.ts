import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { axeViolations } from '../support/axe-violations.ts';

/** The chat page, open in a browser context of its own. */
export interface OpenChat {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors and warnings, violations of the Content-Security-Policy, and requests to other origins. */
  readonly faults: readonly string[];
  readonly input: Locator;
  /** Types a text and sends it. */
  readonly say: (text: string) => Promise<void>;
  /** Waits until Web Chat has replaced the shell. */
  readonly shown: () => Promise<void>;
  /** The visitor's own messages as they are shown, in order. */
  readonly own: () => Promise<readonly string[]>;
  /** The last message or card that contains this text. */
  readonly answer: (text: string) => Locator;
  readonly button: (name: string) => Locator;
  /** What axe-core finds; see `axeViolations`. */
  readonly violations: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export interface ChatOptions extends BrowserContextOptions {
  /** Console messages that are not faults. */
  readonly tolerate?: RegExp;
  readonly query?: string;
  /** Called before the page is loaded. */
  readonly before?: (page: Page) => Promise<unknown>;
}

export async function openChat(browser: Browser, url: string, options: ChatOptions = {}): Promise<OpenChat> {
  const { query = '', before, tolerate, ...contextOptions } = options;
  const context = await browser.newContext(contextOptions);
  const page = await context.newPage();
  const faults = watchFaults(page, url, tolerate);
  await before?.(page);
  await page.goto(`${url}/chat${query}`);
  return { context, faults, ...describeChat(page), close: () => context.close() };
}

/** What a test can do with a page that shows the chat. */
export function describeChat(page: Page): Omit<OpenChat, 'context' | 'faults' | 'close'> {
  const input = page.locator('#text');
  const activities = '.webchat__basic-transcript__activity';
  return {
    page,
    input,
    say: async (text) => {
      await input.fill(text);
      await input.press('Enter');
    },
    shown: () => page.locator('#shell').waitFor({ state: 'hidden' }),
    own: () => page.locator('.webchat__bubble--from-user .webchat__text-content').allInnerTexts(),
    answer: (text) => page.locator(activities).filter({ hasText: text }).last(),
    button: (name) => page.getByRole('button', { name, exact: true }).last(),
    violations: () => axeViolations(page),
  };
}

function watchFaults(page: Page, url: string, tolerate?: RegExp): readonly string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    const isFault = message.type() === 'error' || message.type() === 'warning';
    if (isFault && tolerate?.test(message.text()) !== true) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const own = [url, url.replace(/^http/u, 'ws'), 'data:', 'blob:'];
    if (!own.some((start) => request.url().startsWith(start))) faults.push(request.url());
  });
  return faults;
}
