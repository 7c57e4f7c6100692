import type { Browser, BrowserContextOptions, Frame, Locator, Page } from 'playwright-core';

/**
 * A chat page that keeps to the contract and does nothing else: it says that it is ready, keeps what it is told with the
 * origin that it came from, and says what the test has it say.
 */
const STAND_IN = `<!doctype html><html lang="en"><title>Chat</title><main><h1>Chat</h1><input aria-label="Message"></main><script>
  const parent_ = new URLSearchParams(location.search).get('parent');
  window.told = [];
  window.tell = (message) => parent.postMessage({ source: 'waymark', ...message }, parent_);
  addEventListener('message', ({ data, origin }) => { told.push({ ...data, origin }); if (data.kind === 'opened') document.querySelector('input').focus(); });
  addEventListener('keydown', ({ key }) => { if (key === 'Escape') tell({ kind: 'close' }); });
  if (!location.search.includes('title=mute')) tell({ kind: 'ready' });
</script>`;

/** A site's page in a browser, with a widget on it. */
export interface Visit {
  readonly page: Page;
  /** Console errors and warnings, which include what the page's policy refused, and errors of scripts. */
  readonly faults: string[];
  /** The addresses of the chat page that were loaded. */
  readonly loaded: readonly string[];
  readonly launcher: (at?: number) => Locator;
  readonly panel: (at?: number) => Locator;
  /** What an expression gives in which `root` is the widget's shadow root. */
  readonly inWidget: (expression: string) => Promise<unknown>;
  /** Waits until the launcher has heard that the chat page is ready: it has taken its own button to close away. */
  readonly ready: () => Promise<void>;
  /** The chat page in the widget, once it is there. */
  readonly chat: () => Promise<Frame>;
  /** What the chat page was told, by kind and text. */
  readonly told: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export interface VisitOptions extends BrowserContextOptions {
  /** Leave the shadow root closed, as it is for visitors; else the test may look into it. */
  readonly closedShadow?: boolean;
  /** The chat page of the server itself, not the stand-in. */
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
