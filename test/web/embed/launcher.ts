import { expect } from 'chai';
import { axeViolations } from '../support/axe-violations.ts';
import type { SiteUnderTest } from './site-under-test.ts';
import { itInAll, testSize } from '../../support/test-size.ts';

/** The button that opens the chat. */
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

    itInAll('takes no accent that is no colour', async () => {
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

    itInAll('takes a double click for one press', async () => {
      const { launcher, panel, chat } = await site.open(`<body>${site.tag()}`);
      await launcher().dblclick();
      await chat();
      expect(await panel().isVisible()).to.equal(true);
      expect(await launcher().getAttribute('aria-expanded')).to.equal('true');
    });

    itInAll('leaves the focus alone where a script of the site closes the chat', async () => {
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

    itInAll('says what the tag says', async () => {
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

    itInAll(
      'stands at the other side for a tag that says so, and where the page is read from the right',
      async () => {
        const left = async (html: string) => {
          const { launcher } = await site.open(html);
          return ((await launcher().boundingBox())?.x ?? 1_000) < 100;
        };
        expect(await left(`<body>${site.tag()}`)).to.equal(false);
        expect(await left(`<body>${site.tag('data-position="start"')}`)).to.equal(true);
        expect(await left(`<body dir="rtl">${site.tag()}`)).to.equal(true);
        expect(await left(`<body dir="rtl">${site.tag('data-position="start"')}`)).to.equal(false);
      },
    );

    itInAll('is not touched by what a site says of all elements', async () => {
      const { launcher } = await site.open(
        `<style>body > * { all: unset !important; display: none !important; opacity: 0; position: static !important; transform: scale(9) }</style>
        <body>${site.tag()}`,
      );
      expect(await launcher().boundingBox()).to.include({ width: 60, height: 60 });
    });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no axe-core violations, open and closed: ${colorScheme}`, async () => {
      const { page, launcher, chat } = await site.open(
        `<title>A site</title><body><main><h1>A site</h1></main>${site.tag('data-accent="#ffcc00"')}`,
        { colorScheme, reducedMotion: 'reduce' },
      );
      await launcher().waitFor();
      if (testSize === 'all') expect(await axeViolations(page)).to.deep.equal([]);
      await launcher().click();
      await (await chat()).evaluate('tell({ kind: "unread", count: 3 })');
      expect(await axeViolations(page)).to.deep.equal([]);
    });
  }
}
