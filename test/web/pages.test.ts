import { expect } from 'chai';
import type { BrowserContextOptions, Frame, Page } from 'playwright-core';
import { allPacks } from '../support/all-packs.ts';
import { idleBot, runBot, type RunningBot } from '../support/running-bot.ts';
import { axeViolations } from './support/axe-violations.ts';
import { useBrowser } from './support/use-browser.ts';
import { itInAll } from '../support/test-size.ts';

const README = '/sources/backoffice-to-windows-server-2003/readme.txt';
const VIEWS = [
  { viewport: { width: 320, height: 640 }, colorScheme: 'light', run: it },
  { viewport: { width: 1280, height: 800 }, colorScheme: 'dark', run: it },
  // A desktop at 200 % zoom.
  { viewport: { width: 640, height: 400 }, colorScheme: 'light', run: itInAll },
] as const;

describe('the pages that the server writes', function () {
  this.timeout(60_000);
  let bot: RunningBot;
  const browser = useBrowser();
  let faults: string[] = [];
  const pages: Page[] = [];

  const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await (await browser().newContext({ reducedMotion: 'reduce', ...options })).newPage();
    // Stands in for the chat page, which has tests of its own, and keeps the messages that it receives.
    await page.route(/\/chat\?/, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><html lang="en"><title>Chat</title><main><h1>Chat</h1></main><script>
          window.told = []; addEventListener('message', ({ data }) => told.push(data));
          parent.postMessage({ source: 'waymark', kind: 'ready' }, location.origin)</script>`,
      }),
    );
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(bot.url) && !request.url().startsWith('data:'))
        faults.push(request.url());
    });
    pages.push(page);
    await page.goto(bot.url + path);
    return page;
  };
  const chatOf = async (page: Page): Promise<Frame> => {
    const isChat = (frame: Frame) => frame.url().includes('/chat?');
    return page.frames().find(isChat) ?? page.waitForEvent('framenavigated', isChat);
  };
  const isMarked = async (page: Page, line: number) =>
    String(
      await page.evaluate(`getComputedStyle(document.querySelector('#L${String(line)}')).backgroundColor`),
    ) !== 'rgba(0, 0, 0, 0)';

  before(async () => {
    bot = await runBot({}, idleBot(allPacks));
  });
  after(async () => {
    await bot.close();
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    const found = faults;
    faults = [];
    expect(found).to.deep.equal([]);
  });

  for (const path of ['/', README, '/sources']) {
    for (const { run, ...view } of VIEWS) {
      run(
        `have no axe-core violations and nothing that sticks out: ${path}, ${String(view.viewport.width)}, ${view.colorScheme}`,
        async () => {
          const page = await open(path, view);
          expect(await axeViolations(page)).to.deep.equal([]);
          expect(await page.locator('main').count()).to.equal(1);
          expect(await page.locator('h1').count()).to.equal(1);
          const wide: unknown = await page.evaluate(
            'document.documentElement.scrollWidth > document.documentElement.clientWidth',
          );
          expect(wide).to.equal(false);
        },
      );
    }
  }

  describe('the demo page', () => {
    it('opens the widget and asks, by the keyboard too', async () => {
      const page = await open('/');
      const starter = page.getByRole('button', { name: 'How do I upgrade BackOffice Server 2.5?' });
      await starter.focus();
      await page.keyboard.press('Enter');
      const chat = await chatOf(page);
      await chat.waitForFunction('window.told?.some(({ kind }) => kind === "ask")');
      expect(await chat.evaluate('told.map(({ kind, text }) => text ?? kind)')).to.deep.equal([
        'opened',
        'How do I upgrade BackOffice Server 2.5?',
      ]);
    });

    it('asks also where the widget is late', async () => {
      const page = await open('/?late', {});
      let release: () => void = () => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/embed.js', async (route) => {
        await released;
        await route.continue();
      });
      await page.reload({ waitUntil: 'domcontentloaded' });
      await page.locator('[data-ask]').first().click();
      release();
      const chat = await chatOf(page);
      await chat.waitForFunction('window.told?.length === 2');
    });
  });

  describe('a vendor’s text', () => {
    it('shows the line of the address without any script', async () => {
      const page = await open(`${README}#L18`, { javaScriptEnabled: false });
      // `evaluate` works through the debugger, although scripts are off in the page.
      expect([await isMarked(page, 17), await isMarked(page, 18)]).to.deep.equal([false, true]);
      expect(await page.locator('#L18').isVisible()).to.equal(true);
    });

    it('shows several lines, from either way of writing them, and follows the address', async () => {
      const page = await open(`${README}#L22-L24`);
      expect(await Promise.all([21, 22, 23, 24, 25].map((line) => isMarked(page, line)))).to.deep.equal([
        false,
        true,
        true,
        true,
        false,
      ]);
      const box = await page.locator('#L22').boundingBox();
      expect(box?.y).to.be.within(0, 700);
      await page.goto(`${bot.url}${README}#L5-7`);
      expect(await Promise.all([5, 7, 22].map((line) => isMarked(page, line)))).to.deep.equal([
        true,
        true,
        false,
      ]);
      await page.locator('#L18 .number').click();
      await page.locator('.line.marked').first().waitFor({ state: 'detached' });
      expect(await Promise.all([5, 18].map((line) => isMarked(page, line)))).to.deep.equal([false, true]);
      await page.goto(`${bot.url}${README}#L999-L9999999`);
      await page.goto(`${bot.url}${README}#Lx-<b>`);
    });

    it('can be printed', async () => {
      const page = await open(`${README}#L18`);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.bar').isVisible()).to.equal(false);
      expect(await page.locator('#L18').isVisible()).to.equal(true);
    });
  });
});
