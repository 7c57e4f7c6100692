import { expect } from 'chai';
import type { DeskUnderTest } from './desk-under-test.ts';
import { testSize } from '../../support/test-size.ts';

const ROUTE = 'backoffice 4.0 to 2003';

/** Accessibility: axe-core, screen readers, small screens, dark theme. */
export function describeEveryone(desk: DeskUnderTest): void {
  describe('for everyone', () => {
    const views = [
      { viewport: { width: 320, height: 640 }, colorScheme: 'light' },
      { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
    ] as const;
    for (const view of views) {
      const name = `${String(view.viewport.width)} pixels, ${view.colorScheme}`;
      it(`has no axe-core violations and nothing that sticks out: ${name}`, async () => {
        await desk.open({ ...view, reducedMotion: 'reduce' });
        if (testSize === 'all') expect(await desk.violations()).to.deep.equal([]);
        for (const text of [ROUTE, 'sbs 4.5', 'backoffice', 'does fax still work afterwards?']) {
          await desk.page.locator('#question').fill(`${text} `);
          await desk.answered(`${text} `);
          if (testSize === 'all') expect(await desk.violations(), text).to.deep.equal([]);
          const wide: unknown = await desk.page.evaluate(
            'document.documentElement.scrollWidth > document.documentElement.clientWidth',
          );
          expect(wide, text).to.equal(false);
        }
        await desk.page.locator('.cite').first().click();
        await desk.page.locator('.line-cited').waitFor();
        expect(await desk.violations()).to.deep.equal([]);
      });
    }

    it('has dark ground where the system is dark', async () => {
      await desk.open({ colorScheme: 'dark' });
      const ground = await desk.page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(ground).to.equal('rgb(20, 24, 27)');
    });

    it('tells a screen reader of answers that stand, not of every key', async () => {
      await desk.open();
      await desk.page.evaluate(
        `window.told = []; new MutationObserver(() => told.push(document.querySelector('[role=status]').textContent))
        .observe(document.querySelector('[role=status]'), { childList: true, characterData: true, subtree: true })`,
      );
      await desk.typeInNoTime('backoffice 4.0 ');
      await desk.status().getByText('Answer: Supported by way of BackOffice Server 4.5.').waitFor();
      expect(await desk.page.evaluate('told.length')).to.equal(1);
      expect(await desk.status().innerText()).to.include('Question: Was BackOffice Server 4.0 Setup used');
    });
  });
}
