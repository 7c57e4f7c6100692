import type { BrowserContext, Page } from 'playwright-core';

/** Sees whatever a text did that it must not do. */
export interface Canary {
  /** Scripts that ran, hosts that were asked, pages and dialogs that opened, and what a page's policy had to refuse. */
  found(): Promise<readonly string[]>;
}

/**
 * Watches everything that happens in a browser context from now on; `own` are the beginnings of addresses that may be asked.
 * @param tolerate what may stand in the console
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

/** What a script left in the page; a page that was led elsewhere has seen something, too. */
function readHit(page: Page): Promise<unknown> {
  return page
    .evaluate('window.hit === undefined ? [] : [String(window.hit)]')
    .catch(() => ['the page was led away']);
}
