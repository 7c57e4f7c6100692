import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import type { ReplyActivities } from '../../src/bot/index.ts';
import type { Store } from '../../src/store/index.ts';
import { begin } from '../support/direct-line.ts';
import { fillLog } from '../support/fill-log.ts';
import { memoryStore, runBot, type RunningBot } from '../support/running-bot.ts';
import { sized } from '../support/test-size.ts';
import { serveSite, type Site } from './embed/serve-site.ts';
import { useBrowser } from './support/use-browser.ts';

/** Microsoft's Direct Line client as it is published for pages. */
const BUNDLE = 'node_modules/botframework-directlinejs/dist/directline.js';
const PAGE = `<!doctype html><title>A site</title><script src="/directline.js"></script>
<script>
  window.got = [];
  const start = (options, milliseconds) =>
    new DirectLine.DirectLine(options).activity$.subscribe(({ text }) => {
      got.push(text.trim());
      // As a page that draws each activity on a slow device.
      for (const end = performance.now() + milliseconds; performance.now() < end; );
    });
</script>`;

describe('a backlog in the genuine client of a page', function () {
  this.timeout(120_000);
  let site: Site;
  let store: Store<ReplyActivities>;
  let bot: RunningBot;
  const browser = useBrowser();
  let context: BrowserContext;

  before(async () => {
    site = await serveSite();
    store = await memoryStore();
    bot = await runBot({ ALLOWED_ORIGINS: site.origin, PUBLIC_WEBCHAT: 'true' }, { store });
  });
  after(async () => {
    await bot.close();
    await site.close();
  });
  beforeEach(async () => {
    context = await browser().newContext();
    await context.route('**/directline.js', (route) => route.fulfill({ path: BUNDLE }));
  });
  afterEach(() => context.close());

  for (const [way, webSocket, count, milliseconds] of [
    ['over WebSocket', true, 1_000, 0],
    ['over WebSocket, where the page is slow', true, 100, 20],
    ['by polling', false, sized({ default: 60, all: 300 }), 0],
    ['by polling, where the page is slow', false, 60, 20],
  ] as const)
    it(`comes in order ${way}`, async () => {
      const { token, conversationId } = await begin(bot.url);
      await fillLog(store, conversationId, count);
      const page = await open({ token, conversationId, webSocket }, milliseconds);
      await page.waitForFunction(`got.length > ${String(count)}`, undefined, { timeout: 100_000 });
      const [, ...texts] = await page.evaluate<string[]>('got');
      expect(texts).to.deep.equal(Array.from({ length: count }, (_, i) => `m${String(i)}`));
    });

  async function open(options: object, milliseconds: number): Promise<Page> {
    const page = await context.newPage();
    await page.goto(site.put({ html: PAGE }));
    const all = { ...options, domain: `${bot.url}/v3/directline`, timeout: 300 };
    await page.evaluate(`void start(${JSON.stringify(all)}, ${String(milliseconds)})`);
    return page;
  }
});
