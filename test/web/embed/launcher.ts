import { expect } from 'chai';
import { axeViolations } from '../axe.ts';
import type { SiteUnderTest } from '../embed.test.ts';

/** The button, the panel, the keyboard. */
export function describeLauncher(site: SiteUnderTest): void {
  describe('the button', () => {
    it('stands in a closed shadow root, and loads the chat when it is opened first', async () => {
      const { page, loaded } = await site.open(`<body><p>Support</p>${site.tag()}`, { closedShadow: true });
      await page.locator('waymark-chat').waitFor({ state: 'attached' });
      expect(await page.evaluate('document.querySelector("waymark-chat").shadowRoot')).to.equal(null);
      expect(loaded).to.deep.equal([]);
      const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
      const asked = page.waitForResponse(/\/chat\?/);
      await page.mouse.click(width - 50, height - 50);
      await asked;
      expect(loaded).to.have.length(1);
    });

    it('tells the chat page how it is to look', async () => {
      const visit = await site.open(`<body dir="rtl">${site.tag('data-title="Ask us" data-accent="#fc0"')}`);
      await visit.launcher().click();
      await visit.chat();
      const address = new URL(visit.loaded[0] ?? '');
      expect(address.origin + address.pathname).to.equal(`${site.server}/chat`);
      expect(Object.fromEntries(address.searchParams)).to.deep.equal({
        title: 'Ask us',
        accent: '#ffcc00',
        dir: 'rtl',
        lang: 'en',
        parent: site.origin,
      });
    });

    it('takes no accent that is no colour', async () => {
      const visit = await site.open(`<body>${site.tag('data-accent="red;} body{display:none"')}`);
      await visit.launcher().click();
      await visit.chat();
      expect(new URL(visit.loaded[0] ?? '').searchParams.get('accent')).to.equal('#17636c');
    });

    it('moves the focus into the chat, and back to itself', async () => {
      const { page, launcher, panel, chat, inWidget } = await site.open(
        `<body><a href="#">Home</a>${site.tag()}`,
      );
      await launcher().focus();
      expect(await launcher().getAttribute('aria-expanded')).to.equal('false');
      expect(await launcher().getAttribute('aria-label')).to.equal('Open the chat');
      await page.keyboard.press('Enter');
      const frame = await chat();
      await frame.waitForFunction('document.hasFocus() && document.activeElement.matches("input")');
      expect(await launcher().getAttribute('aria-expanded')).to.equal('true');
      expect(await launcher().getAttribute('aria-label')).to.equal('Close the chat');
      expect(await panel().getAttribute('aria-label')).to.equal('Upgrade questions');
      await page.keyboard.press('Escape');
      await panel().waitFor({ state: 'hidden' });
      expect(await inWidget('root.activeElement.matches("[aria-expanded]")')).to.equal(true);
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+Tab');
      await launcher().focus();
      await page.keyboard.press('Escape');
      await panel().waitFor({ state: 'hidden' });
    });

    it('takes a double click for one press', async () => {
      const { launcher, panel, chat } = await site.open(`<body>${site.tag()}`);
      await launcher().dblclick();
      await chat();
      expect(await panel().isVisible()).to.equal(true);
      expect(await launcher().getAttribute('aria-expanded')).to.equal('true');
    });

    it('leaves the focus alone where a script of the site closes the chat', async () => {
      const { page, launcher, chat, panel } = await site.open(`<body><input id="own">${site.tag()}`);
      await launcher().click();
      await chat();
      await page.locator('#own').focus();
      await page.evaluate('Waymark.close()');
      await panel().waitFor({ state: 'hidden' });
      expect(await page.evaluate('document.activeElement.id')).to.equal('own');
    });

    it('loads the chat on idle where the tag says so, and shows nothing of it', async () => {
      const { panel, chat, told } = await site.open(`<body>${site.tag('data-prefetch')}`);
      await chat();
      expect(await panel().isVisible()).to.equal(false);
      expect(await told()).to.deep.equal([]);
    });

    it('says what the tag says', async () => {
      const attributes =
        'data-label="Hilfe" data-close-label="Zu" data-unread-label="{count} neu" data-title="Fragen"';
      const { launcher, panel, chat } = await site.open(`<body>${site.tag(attributes)}`);
      expect(await launcher().getAttribute('aria-label')).to.equal('Hilfe');
      await launcher().click();
      const frame = await chat();
      expect(await launcher().getAttribute('aria-label')).to.equal('Zu');
      expect(await panel().getAttribute('aria-label')).to.equal('Fragen');
      await launcher().click();
      await frame.evaluate('tell({ kind: "unread", count: 2 })');
      await launcher().getByText('2').waitFor();
      expect(await launcher().getAttribute('aria-label')).to.equal('Hilfe 2 neu');
    });

    it('stands at the other side for a tag that says so, and where the page is read from the right', async () => {
      const left = async (html: string) => {
        const { launcher } = await site.open(html);
        return ((await launcher().boundingBox())?.x ?? 1_000) < 100;
      };
      expect(await left(`<body>${site.tag()}`)).to.equal(false);
      expect(await left(`<body>${site.tag('data-position="start"')}`)).to.equal(true);
      expect(await left(`<body dir="rtl">${site.tag()}`)).to.equal(true);
      expect(await left(`<body dir="rtl">${site.tag('data-position="start"')}`)).to.equal(false);
    });

    it('is not touched by what a site says of all elements', async () => {
      const { launcher } = await site.open(
        `<style>body > * { all: unset !important; display: none !important; opacity: 0; position: static !important; transform: scale(9) }</style>
        <body>${site.tag()}`,
      );
      expect(await launcher().boundingBox()).to.include({ width: 60, height: 60 });
    });
  });

  describe('the panel', () => {
    it('is 400 by 640 at the corner, and no larger than the page', async () => {
      const { page, launcher, panel } = await site.open(`<body>${site.tag()}`, {
        viewport: { width: 1280, height: 800 },
      });
      await launcher().click();
      expect(await panel().boundingBox()).to.deep.equal({ x: 860, y: 68, width: 400, height: 640 });
      await page.setViewportSize({ width: 1280, height: 600 });
      expect(await panel().boundingBox()).to.deep.equal({ x: 860, y: 20, width: 400, height: 488 });
    });

    for (const side of ['start', 'end']) {
      it(`takes a whole phone, at the ${side}, with a button to close it until the page has one`, async () => {
        const { launcher, panel, chat } = await site.open(
          `<body>${site.tag(`data-title="mute" data-position="${side}"`)}`,
          { viewport: { width: 390, height: 844 } },
        );
        await launcher().click();
        const frame = await chat();
        expect(await panel().boundingBox()).to.deep.equal({ x: 0, y: 0, width: 390, height: 844 });
        expect(await launcher().isVisible()).to.equal(false);
        const close = panel().getByRole('button', { name: 'Close the chat' });
        const { width, height } = (await close.boundingBox()) ?? { width: 0, height: 0 };
        expect(Math.min(width, height)).to.be.at.least(44);
        await close.click();
        expect(await panel().isVisible()).to.equal(false);
        await launcher().click();
        await frame.waitForLoadState();
        await (await chat()).evaluate('tell({ kind: "ready" })');
        await close.waitFor({ state: 'detached' });
      });
    }

    it('keeps the focus while it takes the whole screen, and beside the page does not', async () => {
      const behind: Record<string, boolean> = {};
      for (const [name, width] of Object.entries({ phone: 390, desk: 1280 })) {
        const { page, launcher, chat } = await site.open(
          `<body><a href="#one">One</a>${site.tag()}<a href="#two">Two</a>`,
          { viewport: { width, height: 844 } },
        );
        await launcher().click();
        const frame = await chat();
        await frame.waitForFunction('document.activeElement.matches("input")');
        const focused: unknown[] = [];
        for (let pressed = 0; pressed < 12; pressed += 1) {
          await page.keyboard.press(pressed < 6 ? 'Tab' : 'Shift+Tab');
          focused.push(await page.evaluate('document.activeElement.localName'));
        }
        behind[name] = focused.includes('a');
      }
      expect(behind).to.deep.equal({ phone: false, desk: true });
    });

    it('is closed by what closes dialogs in a browser, and opens again', async () => {
      const { page, launcher, panel, chat, inWidget, told } = await site.open(`<body>${site.tag()}`, {
        viewport: { width: 390, height: 844 },
      });
      await launcher().click();
      await chat();
      await inWidget('root.querySelector("dialog").close()');
      // The page is told behind it.
      await page.locator('waymark-chat [aria-expanded=false]').waitFor();
      expect(await panel().isVisible()).to.equal(false);
      await launcher().click();
      expect(await panel().isVisible()).to.equal(true);
      expect(await told()).to.include.members([`opened ${site.origin}`, `closed ${site.origin}`]);
    });

    it('keeps the focus, or leaves it, as the window is while it is open', async () => {
      const { page, launcher, panel, chat, inWidget } = await site.open(
        `<body><input id="own">${site.tag()}`,
        { viewport: { width: 1280, height: 800 } },
      );
      await launcher().click();
      await chat();
      const isModal = () => inWidget('root.querySelector("dialog").matches(":modal")');
      expect(await isModal()).to.equal(false);
      await page.locator('#own').focus();
      await page.setViewportSize({ width: 390, height: 780 });
      await page.waitForFunction('document.activeElement.localName === "waymark-chat"');
      expect(await isModal()).to.equal(true);
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.waitForTimeout(100);
      expect(await isModal()).to.equal(false);
      expect(await panel().isVisible()).to.equal(true);
      await page.locator('#own').fill('free');
      await launcher().click();
      expect(await panel().isVisible()).to.equal(false);
      await page.setViewportSize({ width: 390, height: 780 });
      await page.waitForTimeout(100);
      expect(await panel().isVisible()).to.equal(false);
    });

    it('does not move the page behind it', async () => {
      const { page, launcher, chat } = await site.open(`<body style="height:5000px">${site.tag()}`, {
        viewport: { width: 390, height: 780 },
        realChat: true,
      });
      await launcher().click();
      await (await chat()).locator('#shell').waitFor({ state: 'hidden' });
      await page.mouse.move(195, 300);
      await page.mouse.wheel(0, 500);
      await page.waitForTimeout(300);
      expect(await page.evaluate('scrollY')).to.equal(0);
    });

    it('stays open where it is closed and opened at once', async () => {
      const { page, panel, launcher, chat } = await site.open(`<body>${site.tag()}`);
      await launcher().click();
      await chat();
      await page.evaluate(
        'Waymark.close(); Waymark.open(); new Promise((resolve) => setTimeout(resolve, 50))',
      );
      expect(await panel().isVisible()).to.equal(true);
      expect(await launcher().getAttribute('aria-expanded')).to.equal('true');
    });

    it('moves only for visitors who do not mind', async () => {
      for (const reducedMotion of ['reduce', 'no-preference'] as const) {
        const { launcher, inWidget } = await site.open(`<body>${site.tag()}`, { reducedMotion });
        await launcher().click();
        expect(await inWidget('root.querySelector("dialog").getAnimations().length')).to.equal(
          reducedMotion === 'reduce' ? 0 : 1,
        );
      }
    });

    it('is tried again where the server was away', async () => {
      const { page, launcher, panel, chat } = await site.open(`<body>${site.tag()}`);
      let away = true;
      await page.route(/\/chat\?/, (route) => (away ? route.abort() : route.fallback()));
      await launcher().click();
      await page.waitForTimeout(300);
      away = false;
      await launcher().click();
      await launcher().click();
      expect(await (await chat()).title()).to.equal('Chat');
      expect(await panel().isVisible()).to.equal(true);
    });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no axe-core violations, open and closed: ${colorScheme}`, async () => {
      const { page, launcher, chat } = await site.open(
        `<title>A site</title><body><main><h1>A site</h1></main>${site.tag('data-accent="#ffcc00"')}`,
        { colorScheme, reducedMotion: 'reduce' },
      );
      await launcher().waitFor();
      expect(await axeViolations(page)).to.deep.equal([]);
      await launcher().click();
      await (await chat()).evaluate('tell({ kind: "unread", count: 3 })');
      expect(await axeViolations(page)).to.deep.equal([]);
    });
  }
}
