import { expect } from 'chai';
import type { Locator } from 'playwright-core';
import type { ChatUnderTest } from './chat-under-test.ts';

const SCROLLED = 'document.querySelector(".webchat__basic-transcript__scrollable")';
/** The conversation has not moved between two looks at it. */
const AT_REST = `new Promise((resolve) => { const { scrollTop } = ${SCROLLED}; setTimeout(() => resolve(${SCROLLED}.scrollTop === scrollTop), 300); })`;

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

    it('shows a long answer from its beginning, and what is said after one has read further up', async () => {
      const { page, say, shown, answer } = await chat.open({ viewport: { width: 390, height: 440 } });
      await shown();
      await say('backoffice 2.5 to 2003');
      const verdict = page
        .locator('.ac-textBlock')
        .filter({ hasText: 'a direct upgrade is not supported' })
        .last();
      await verdict.waitFor();
      await page.waitForFunction(AT_REST);
      expect(await isInView(verdict)).to.equal(true);
      await page.evaluate(`${SCROLLED}.scrollTop = 0`);
      await page.waitForFunction(AT_REST);
      expect(await isInView(verdict)).to.equal(false);
      await say('sbs 4.5');
      await answer('Small Business Server 4.5 to Windows Server 2003').waitFor();
      await page.waitForFunction(AT_REST);
      expect(await isInView(page.locator('.webchat__bubble--from-user').last())).to.equal(true);
      expect(await isInView(verdict)).to.equal(true);
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

/** Whether at least the upper edge of something can be seen. */
async function isInView(locator: Locator): Promise<boolean> {
  const box = await locator.boundingBox();
  const talk = await locator.page().locator('#talk').boundingBox();
  return box !== null && talk !== null && box.y + 8 > talk.y && box.y < talk.y + talk.height - 16;
}
