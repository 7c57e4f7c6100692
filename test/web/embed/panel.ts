import { expect } from 'chai';
import { itInAll } from '../../support/test-size.ts';
import { twoFrames } from '../support/two-frames.ts';
import type { SiteUnderTest } from './site-under-test.ts';

/** The dialog that has the chat in it. */
export function describePanel(site: SiteUnderTest): void {
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
      (side === 'end' ? it : itInAll)(
        `takes a whole phone, at the ${side}, with a button to close it until the page has one`,
        async () => {
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
        },
      );
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
      // The attribute changes after the dialog's event, so wait for it.
      await page.locator('waymark-chat [aria-expanded=false]').waitFor();
      expect(await panel().isVisible()).to.equal(false);
      await launcher().click();
      expect(await panel().isVisible()).to.equal(true);
      expect(await told()).to.include.members([`opened ${site.origin}`, `closed ${site.origin}`]);
    });

    itInAll('keeps the focus, or leaves it, as the window is while it is open', async () => {
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
      await page.waitForFunction('innerWidth === 1280');
      await twoFrames(page);
      expect(await isModal()).to.equal(false);
      expect(await panel().isVisible()).to.equal(true);
      await page.locator('#own').fill('free');
      await launcher().click();
      expect(await panel().isVisible()).to.equal(false);
      await page.setViewportSize({ width: 390, height: 780 });
      await page.waitForFunction('innerWidth === 390');
      await twoFrames(page);
      expect(await panel().isVisible()).to.equal(false);
    });

    it('does not move the page behind it', async () => {
      const { page, launcher, chat } = await site.open(`<body style="height:5000px">${site.tag()}`, {
        viewport: { width: 390, height: 780 },
        realChat: true,
      });
      await launcher().click();
      const frame = await chat();
      await frame.locator('#shell').waitFor({ state: 'hidden' });
      await frame.evaluate('addEventListener("wheel", () => { window.hasTurned = true; })');
      await page.mouse.move(195, 300);
      await page.mouse.wheel(0, 500);
      // Playwright's `waitForFunction` cannot be used: the chat's policy forbids evaluating text.
      await frame.evaluate(
        'new Promise((resolve) => { const look = () => (window.hasTurned ? resolve() : setTimeout(look, 10)); look(); })',
      );
      await twoFrames(page);
      expect(await page.evaluate('scrollY')).to.equal(0);
    });

    itInAll('stays open where it is closed and opened at once', async () => {
      const { page, panel, launcher, chat } = await site.open(`<body>${site.tag()}`);
      await launcher().click();
      await chat();
      await page.evaluate(
        'Waymark.close(); Waymark.open(); new Promise((resolve) => setTimeout(resolve, 50))',
      );
      expect(await panel().isVisible()).to.equal(true);
      expect(await launcher().getAttribute('aria-expanded')).to.equal('true');
    });

    itInAll('moves only for visitors who do not mind', async () => {
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
      const failed = page.waitForEvent('requestfailed');
      await launcher().click();
      await failed;
      await page.waitForFunction(
        'document.querySelector("waymark-chat").shadowRoot.querySelector("iframe").contentDocument === null',
      );
      await twoFrames(page);
      away = false;
      await launcher().click();
      await launcher().click();
      expect(await (await chat()).title()).to.equal('Chat');
      expect(await panel().isVisible()).to.equal(true);
    });
  });
}
