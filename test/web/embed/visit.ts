import type { Browser, BrowserContextOptions, Frame, Locator, Page } from 'playwright-core';

/**
 * Stands in for the chat page: it says that it is ready, keeps each message that it receives with the sender's origin, and
 * sends what the test wants with `tell`.
 */
const STAND_IN = `<!doctype html><html lang="en"><title>Chat</title><main><h1>Chat</h1><input aria-label="Message"></main><script>
  const parent_ = new URLSearchParams(location.search).get('parent');
  window.told = [];
  window.tell = (message) => parent.postMessage({ source: 'waymark', ...message }, parent_);
  addEventListener('message', ({ data, origin }) => { told.push({ ...data, origin }); if (data.kind === 'opened') document.querySelector('input').focus(); });
  addEventListener('keydown', ({ key }) => { if (key === 'Escape') tell({ kind: 'close' }); });
  if (!location.search.includes('title=mute')) tell({ kind: 'ready' });
</script>`;

/** A page with a widget, open in a browser context of its own. */
export interface Visit {
  readonly page: Page;
  /** Console errors and warnings, violations of the page's policy, and errors of scripts. */
  readonly faults: string[];
  /** The addresses of the chat page that were loaded. */
  readonly loaded: readonly string[];
  readonly launcher: (at?: number) => Locator;
  readonly panel: (at?: number) => Locator;
  /** The value of an expression in which `root` is the widget's shadow root. */
  readonly inWidget: (expression: string) => Promise<unknown>;
  /** Waits until the widget knows that the chat page is ready: then it removes its own close button. */
  readonly ready: () => Promise<void>;
  /** The frame of the chat page, once it has loaded. */
  readonly chat: () => Promise<Frame>;
  /** The messages that the stand-in received: kind, text and origin. */
  readonly told: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export interface VisitOptions extends BrowserContextOptions {
  /** Leave the shadow root closed, as it is for visitors. Otherwise it is opened for the test. */
  readonly closedShadow?: boolean;
  /** Load the server's real chat page instead of the stand-in. */
  readonly realChat?: boolean;
}

export async function visit(
  browser: Browser,
  address: string,
  { closedShadow = false, realChat = false, reducedMotion = 'reduce', ...options }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ reducedMotion, ...options });
  if (!closedShadow)
    await context.addInitScript(`{
      const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function () { return attach.call(this, { mode: 'open' }); };
    }`);
  const loaded: string[] = [];
  const faults: string[] = [];
  if (!realChat)
    await context.route(/\/chat\?/, (route) => {
      loaded.push(route.request().url());
      return route.fulfill({ contentType: 'text/html', body: STAND_IN });
    });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      faults.push(`${message.text()} ${message.location().url}`.trim());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(address);
  const chat = async (): Promise<Frame> => {
    await page.waitForFunction('document.querySelector("waymark-chat").shadowRoot.querySelector("iframe")');
    const isChat = (frame: Frame) => frame !== page.mainFrame() && frame.url().includes('/chat');
    const frame = page.frames().find(isChat) ?? (await page.waitForEvent('framenavigated', isChat));
    await frame.waitForLoadState();
    return frame;
  };
  return {
    page,
    faults,
    loaded,
    launcher: (at = 0) => page.locator('waymark-chat [aria-expanded]').nth(at),
    panel: (at = 0) => page.locator('waymark-chat dialog').nth(at),
    inWidget: (expression) =>
      page.evaluate(`((root) => ${expression})(document.querySelector('waymark-chat').shadowRoot)`),
    ready: () => page.locator('waymark-chat dialog button').waitFor({ state: 'detached' }),
    chat,
    told: async () => {
      const told: unknown = await (
        await chat()
      ).evaluate('told.map(({ kind, text, origin }) => [kind, text, origin].filter(Boolean).join(" "))');
      return Array.isArray(told) ? told.map(String) : [];
    },
    close: () => context.close(),
  };
}
