import { expect } from 'chai';
import type { ChatUnderTest } from './chat-under-test.ts';
import { itInAll, testSize } from '../../support/test-size.ts';

const STICKS_OUT = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';

/** Accessibility: axe-core, keyboard, small screens, dark theme, right to left. */
export function describeEveryone(chat: ChatUnderTest): void {
  describe('for everyone', () => {
    const views = [
      { viewport: { width: 360, height: 640 }, colorScheme: 'light', query: '', run: it },
      { viewport: { width: 1280, height: 800 }, colorScheme: 'dark', query: '?accent=ffcc00', run: it },
      // 200 % zoom in a small window, from right to left.
      {
        viewport: { width: 320, height: 400 },
        colorScheme: 'light',
        query: '?dir=rtl&accent=ffcc00',
        run: itInAll,
      },
    ] as const;
    for (const { run, ...view } of views) {
      const name = `${String(view.viewport.width)} pixels, ${view.colorScheme} ${view.query}`;
      run(`has no axe-core violations and nothing that sticks out: ${name}`, async () => {
        const { page, say, shown, answer, violations } = await chat.open({
          ...view,
          reducedMotion: 'reduce',
        });
        if (testSize === 'all') expect(await violations(), 'shell').to.deep.equal([]);
        await shown();
        await say('backoffice 4.5 to 2003');
        await answer('supported, with issues').waitFor();
        await say('how long does it take?');
        await answer('does not say').waitFor();
        expect(await violations(), 'Web Chat').to.deep.equal([]);
        expect(await page.evaluate(STICKS_OUT)).to.equal(false);
        expect(await page.locator('main').count()).to.equal(1);
        expect(await page.locator('h1').innerText()).to.not.equal('');
      });
    }

    it('is used by keyboard alone', async () => {
      const { page, answer, own, shown } = await chat.open();
      // Goes on until the first suggested question has the focus. Web Chat's transcript has tab stops too if it has
      // loaded by now.
      for (let stops = 0; stops < 12 && (await page.locator('#starters :focus').count()) === 0; stops += 1)
        await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await answer('supported, with issues').waitFor();
      await shown();
      expect(await page.locator(':focus').getAttribute('id')).to.equal('text');
      await page.keyboard.type('what breaks?');
      await page.keyboard.press('Enter');
      await page.locator('.webchat__bubble--from-user').nth(1).waitFor();
      await answer('Web Administration').waitFor();
      expect(await own()).to.have.length(2);
    });

    it('opens a cited line in the source viewer, in a tab that knows nothing of this one', async () => {
      const { context, page, say, answer, shown } = await chat.open();
      await shown();
      await say('backoffice 2.5 to 2003');
      const opening = context.waitForEvent('page');
      await answer('a direct upgrade is not supported').getByText('[30]', { exact: true }).first().click();
      const viewer = await opening;
      await viewer.waitForLoadState();
      expect(viewer.url()).to.match(/\/sources\/[^/]+\/readme\.txt\?edition=[^#]+#L30$/u);
      expect(await viewer.evaluate('window.opener')).to.equal(null);
      expect(page.url()).to.equal(`${chat.url}/chat`);
    });

    it('takes an accent and makes it readable, and takes nothing that is no colour', async () => {
      const { page } = await chat.open({ query: '?accent=ffcc00&title=%3Cb%3EHelp' });
      const accent = "getComputedStyle(document.documentElement).getPropertyValue('--accent')";
      expect(await page.evaluate(accent)).to.match(/^#(?!ffcc00)[0-9a-f]{6}$/u);
      expect(await page.locator('h1').innerText()).to.equal('<b>Help');
      await page.goto(`${chat.url}/chat?accent=red;}body{display:none}`);
      expect(await page.evaluate(accent)).to.equal('#17636c');
    });
  });
}
