import { expect } from 'chai';
import type { ChatUnderTest } from './chat-under-test.ts';

/** A whole conversation: by typing, by clicking, over a reload, and a new one. */
export function describeTalking(chat: ChatUnderTest): void {
  describe('talking', () => {
    it('answers what is typed', async () => {
      const { say, shown, answer, own } = await chat.open();
      await shown();
      await say('backoffice 2.5 to 2003');
      await answer('a direct upgrade is not supported').waitFor();
      await say('does fax still work?');
      await answer('Fax Service').waitFor();
      expect(await own()).to.deep.equal(['backoffice 2.5 to 2003', 'does fax still work?']);
    });

    it('answers what is clicked, from the suggested question to the last choice', async () => {
      const { page, answer, button, input } = await chat.open();
      await page.locator('#starters button').first().click();
      await answer('supported, with issues').waitFor();
      await button('Yes').click();
      await answer('Fax Service is no longer supported').waitFor();
      expect(await page.locator('#starters').isVisible()).to.equal(false);
      expect(await input.inputValue()).to.equal('');
    });

    it('shows the whole conversation again after a reload, and goes on', async () => {
      const { page, say, shown, answer, own } = await chat.open();
      await say('backoffice 4.5');
      await answer('supported, with issues').waitFor();
      await page.reload();
      await shown();
      await answer('supported, with issues').waitFor();
      expect(await own()).to.deep.equal(['backoffice 4.5']);
      await say('it is 2.5');
      await answer('Upgrade to BackOffice Server 4.5').waitFor();
      expect(await own()).to.deep.equal(['backoffice 4.5', 'it is 2.5']);
    });

    it('begins a new conversation on one click', async () => {
      const { page, say, shown, answer, own, button } = await chat.open();
      await say('backoffice 4.5');
      await answer('supported, with issues').waitFor();
      await button('New conversation').click();
      await page.locator('#starters').waitFor();
      await shown();
      await say('sbs 4.5');
      await answer('a direct upgrade is not supported').waitFor();
      expect(await own()).to.deep.equal(['sbs 4.5']);
      await page.reload();
      await answer('a direct upgrade is not supported').waitFor();
      expect(await own()).to.deep.equal(['sbs 4.5']);
    });
  });
}
