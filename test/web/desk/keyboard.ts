import { expect } from 'chai';
import type { DeskUnderTest } from './desk-under-test.ts';

/** Using the page by keyboard alone. */
export function describeKeyboard(desk: DeskUnderTest): void {
  describe('the keyboard', () => {
    beforeEach(() => desk.open());

    it('is enough for all of it', async () => {
      await desk.page.keyboard.type('backoffice');
      await desk.choice('2.5').waitFor();
      await desk.page.keyboard.press('ArrowDown');
      expect(await desk.focused().getAttribute('data-choice')).to.equal('backoffice-server-2.5');
      await desk.page.keyboard.press('ArrowRight');
      await desk.page.keyboard.press('ArrowDown');
      await desk.page.keyboard.press('ArrowUp');
      await desk.page.keyboard.press('Enter');
      await desk.value('Installed', 'BackOffice Server 4.0').waitFor();
      expect(await desk.focused().getAttribute('id')).to.equal('question');
      for (let tabs = 0; tabs < 30 && !(await desk.focused().innerText()).startsWith('[22]'); tabs++)
        await desk.page.keyboard.press('Tab');
      await desk.page.keyboard.press('Enter');
      await desk.page.locator('.line-cited').waitFor();
      await desk.page.keyboard.press('Escape');
      await desk.page.keyboard.press('/');
      expect(await desk.focused().getAttribute('id')).to.equal('question');
      expect(await desk.page.locator('#question').inputValue()).to.equal('backoffice');
      await desk.page.keyboard.press('Escape');
      expect(await desk.page.locator('#question').inputValue()).to.equal('');
      expect(new URL(desk.page.url()).hash).to.equal('');
    });

    it('takes the first choice with Enter where nothing can be answered before', async () => {
      await desk.page.keyboard.type('backoffice');
      await desk.choice('2.5').waitFor();
      await desk.page.keyboard.press('Enter');
      await desk.verdict().waitFor();
      expect(await desk.chip('Installed').innerText()).to.include('BackOffice Server 2.5');
    });

    it('only goes to the choices with Enter where an answer stands, so that no history is told by accident', async () => {
      await desk.page.keyboard.type('backoffice 4.5 ');
      await desk.choice('Yes').waitFor();
      await desk.page.keyboard.press('Enter');
      expect(await desk.focused().getAttribute('data-choice')).to.equal('yes');
      expect(await desk.page.locator('.chip-picked').count()).to.equal(0);
    });
  });
}
