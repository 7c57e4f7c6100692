import { expect } from 'chai';
import type { DeskUnderTest } from './desk-under-test.ts';
import { itInAll } from '../../support/test-size.ts';

const ROUTE = 'backoffice 4.0 to 2003';
const TRICKY = 'backoffice 4.0 to 2003 & = + # % ?';

/**
 * Waits within the page until a question is kept. Playwright's `waitForFunction` cannot do it: the page's policy
 * forbids evaluating text.
 */
const UNTIL_KEPT = `new Promise((resolve) => {
  const look = () => (localStorage.length > 0 ? resolve() : setTimeout(look, 20));
  look();
})`;

/** The facts that were understood, links, and recent questions. */
export function describeFacts(desk: DeskUnderTest): void {
  describe('what was understood', () => {
    beforeEach(() => desk.open());

    itInAll('can be changed by its menu, and holds until the text says something else', async () => {
      await desk.type(ROUTE);
      await desk.verdict().waitFor();
      await desk.chip('Installed').locator('select').selectOption({ label: 'BackOffice Server 4.5' });
      await desk.verdict().getByText('Supported, with issues').waitFor();
      expect(await desk.page.locator('#question').inputValue()).to.equal(ROUTE);
      expect(await desk.chip('Installed').innerText()).to.include('BackOffice Server 4.5');
      await desk.type(' please ');
      await desk.answered(`${ROUTE} please `);
      expect(await desk.chip('Installed').innerText()).to.include('BackOffice Server 4.5');
      await desk.page.locator('#question').fill('backoffice 2.5 to 2003 ');
      await desk.value('Installed', 'BackOffice Server 2.5').waitFor();
    });

    itInAll('can be taken out', async () => {
      await desk.type('sbs 4.5 to 2003');
      await desk.verdict().waitFor();
      await desk.page.getByRole('button', { name: 'Remove: Installed' }).click();
      await desk.page.getByText('Which product is installed on this server now?').waitFor();
      expect(await desk.chip('Installed').count()).to.equal(0);
    });

    it('is asked for with buttons that keep the text', async () => {
      await desk.type('backoffice');
      await desk.choice('4.0').click();
      await desk.verdict().waitFor();
      await desk.choice('Yes').click();
      await desk.value('Was BackOffice Server 4.0 Setup used', 'Yes').waitFor();
      expect(await desk.page.locator('#question').inputValue()).to.equal('backoffice');
      expect(await desk.page.locator('.choices').count()).to.equal(0);
    });
  });

  describe('a link', () => {
    itInAll('reproduces the question and the facts exactly', async () => {
      await desk.open();
      await desk.type(TRICKY);
      await desk.choice('No').click();
      await desk.chip('Was BackOffice Server').waitFor();
      await desk.chip('Installed').locator('select').selectOption({ label: 'BackOffice Server 4.5' });
      await desk.verdict().getByText('Supported, with issues').waitFor();
      const [shown, hash] = [await desk.page.locator('.part').innerText(), new URL(desk.page.url()).hash];
      await desk.open({ hash });
      await desk.verdict().waitFor();
      expect(await desk.page.locator('#question').inputValue()).to.equal(TRICKY);
      expect(await desk.page.locator('.part').innerText()).to.equal(shown);
      expect(await desk.chip('Was BackOffice Server').innerText()).to.include('No');
      expect(new URL(desk.page.url()).hash).to.equal(hash);
    });

    it('is followed when it is pasted into an open page', async () => {
      await desk.open();
      await desk.page.evaluate('location.hash = "q=sbs+4.0"');
      await desk.verdict().waitFor();
      expect(await desk.page.locator('#question').inputValue()).to.equal('sbs 4.0');
    });
  });

  describe('recent questions', () => {
    itInAll('are kept once an answer stood, come back with a click, and can be cleared', async () => {
      await desk.open();
      await desk.type('sbs 4.5');
      await desk.verdict().waitFor();
      await desk.page.evaluate(UNTIL_KEPT);
      await desk.page.keyboard.press('Escape');
      await desk.page.getByRole('button', { name: 'sbs 4.5' }).click();
      await desk.verdict().waitFor();
      await desk.page.keyboard.press('Escape');
      await desk.page.getByRole('button', { name: 'Clear' }).click();
      await desk.page.reload();
      await desk.page.locator('.start').waitFor();
      expect(await desk.page.locator('.recent').count()).to.equal(0);
    });

    itInAll('are twenty at most', async () => {
      await desk.open();
      const links = Array.from({ length: 30 }, (_, i) => ({ link: `q=question+${String(i)}` }));
      await desk.page.evaluate(
        `localStorage.setItem('waymark-recent-questions', ${JSON.stringify(JSON.stringify(links))})`,
      );
      await desk.page.reload();
      await desk.page.locator('.recent li').first().waitFor();
      expect(await desk.page.locator('.recent li').count()).to.equal(20);
    });
  });
}
