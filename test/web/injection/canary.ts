import type { BrowserContext, Page } from 'playwright-core';

/** Detects what a payload must not do. */
export interface Canary {
  /**
   * Scripts that ran, requests to other hosts, new pages and dialogs, and console messages such as violations of the
   * policy.
   */
  found(): Promise<readonly string[]>;
}

/**
 * Watches a browser context from now on.
 * @param own beginnings of the addresses that may be requested
 * @param tolerate console messages that are not reported
 */
export function watchCanary(context: BrowserContext, own: readonly string[], tolerate = /^$/u): Canary {
  const found: string[] = [];
  const mayAsk = [...own, ...own.map((url) => url.replace(/^http/u, 'ws')), 'data:', 'blob:', 'about:'];
  const watched = context.pages().length;
  context.on('request', (request) => {
    if (!mayAsk.some((start) => request.url().startsWith(start))) found.push(`asked ${request.url()}`);
  });
  context.on('dialog', (dialog) => {
    found.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('console', (message) => {
    const isFault = message.type() === 'error' || message.type() === 'warning';
    if (isFault && !tolerate.test(message.text()))
      found.push(`console ${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => found.push(`error ${error.error().message}`));
  return {
    found: async () => {
      const pages = context.pages();
      const ran = await Promise.all(pages.map((page) => readHit(page)));
      const hits = ran.flatMap((each: unknown) => (Array.isArray(each) ? each.map(String) : []));
      const more = pages.slice(Math.max(watched, 1)).map((page) => `page ${page.url()}`);
      return [...found, ...hits.map((hit) => `ran ${hit}`), ...more];
    },
  };
}

/** What a payload's script left in the page. A page that has navigated away counts as a hit too. */
function readHit(page: Page): Promise<unknown> {
  return page
    .evaluate('window.hit === undefined ? [] : [String(window.hit)]')
    .catch(() => ['the page was led away']);
}
