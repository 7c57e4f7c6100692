import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { itInAll } from '../../support/test-size.ts';
import type { ChatUnderTest } from './chat-under-test.ts';

const SCROLLED = 'document.querySelector(".webchat__basic-transcript__scrollable")';

/** Which part of a conversation is in view. */
export function describeScrolling(chat: ChatUnderTest): void {
  describe('talking', () => {
    it('shows a long answer from its beginning, and what is said after one has read further up', async () => {
      const { page, say, shown, answer } = await chat.open({ viewport: { width: 390, height: 440 } });
      await shown();
      await say('backoffice 2.5 to 2003');
      const verdict = page
        .locator('.ac-textBlock')
        .filter({ hasText: 'a direct upgrade is not supported' })
        .last();
      await verdict.waitFor();
      await atRest(page);
      expect(await isInView(verdict)).to.equal(true);
      await page.locator('#web-chat').hover();
      await page.mouse.wheel(0, -5_000);
      await atRest(page);
      expect(await isInView(verdict)).to.equal(false);
      await say('sbs 4.5');
      await answer('Small Business Server 4.5 to Windows Server 2003').waitFor();
      await atRest(page);
      expect(await isInView(page.locator('.webchat__bubble--from-user').last())).to.equal(true);
      expect(await isInView(verdict)).to.equal(true);
    });

    itInAll('shows an answer from its beginning that came before Web Chat did', async () => {
      for (let round = 0; round < 3; round += 1) {
        const { page, say, shown } = await chat.open({ viewport: { width: 390, height: 600 } });
        await say('backoffice 2.5 to 2003');
        await shown();
        await atRest(page);
        const verdict = page
          .locator('.ac-textBlock')
          .filter({ hasText: 'a direct upgrade is not supported' });
        expect(await isInView(verdict.last())).to.equal(true);
        expect(await isInView(page.locator('.webchat__bubble--from-user').last())).to.equal(true);
      }
    });
  });
}

/** Waits until the scroll position is the same twice in a row, 300 ms apart. */
async function atRest(page: Page): Promise<void> {
  const look = () => page.evaluate(`${SCROLLED}.scrollTop`);
  for (let before: unknown, now = await look(); now !== before;) {
    await page.waitForTimeout(300);
    [before, now] = [now, await look()];
  }
}

/** Whether at least the upper edge of an element is in view. */
async function isInView(locator: Locator): Promise<boolean> {
  const box = await locator.boundingBox();
  const talk = await locator.page().locator('#talk').boundingBox();
  return box !== null && talk !== null && box.y + 8 > talk.y && box.y < talk.y + talk.height - 16;
}
