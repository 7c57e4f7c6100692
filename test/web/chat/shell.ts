import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { ChatUnderTest } from './chat-under-test.ts';

/** The page before Web Chat has loaded. */
export function describeShell(chat: ChatUnderTest): void {
  describe('while Web Chat loads', () => {
    it('shows the greeting and the suggested questions, with an input that works', async () => {
      const { page, input } = await chat.open({
        before: (page) => page.route('**/web-chat/*', () => undefined),
      });
      expect(await page.locator('#shell').innerText()).to.include('Waymark answers upgrade questions');
      expect(await page.locator('#starters button').count()).to.equal(4);
      expect(await input.isEditable()).to.equal(true);
    });

    it('is there soon on a slow network: its script has less than 20 KB', async () => {
      const { page } = await chat.open();
      const source = await page.locator('script[type=module]').getAttribute('src');
      const script = await page.request.get(new URL(source ?? '', page.url()).href);
      expect((await script.body()).length).to.be.below(20 * 1024);
    });

    it('takes what is sent, in order and once, and loses no key while Web Chat takes over', async () => {
      const { release, before } = held();
      const { page, say, shown, own, input, answer } = await chat.open({ before });
      const texts = ['backoffice 2.5', 'sbs 4.5', 'does fax still work?'];
      for (const text of texts) await say(text);
      expect(await page.locator('#queued li').allInnerTexts()).to.deep.equal(texts);
      const typed = 'this is typed while Web Chat takes over, without a pause between two keys ';
      const typing = input.pressSequentially(typed.repeat(3), { delay: 5 });
      release();
      await Promise.all([typing, shown()]);
      expect(await input.inputValue()).to.equal(typed.repeat(3));
      await answer('Fax Service').waitFor();
      expect(await own()).to.deep.equal(texts);
    });

    it('keeps the caret and the focus where they are', async () => {
      const { release, before } = held();
      const { page, shown, input } = await chat.open({ before });
      await input.fill('backoffice to 2003');
      await page.evaluate('text.setSelectionRange(10, 10)');
      release();
      await shown();
      await page.keyboard.type(' 2.5');
      expect(await input.inputValue()).to.equal('backoffice 2.5 to 2003');
    });

    it('keeps the place of who is at the greeting with the keyboard', async () => {
      const { release, before } = held();
      const { page, shown } = await chat.open({ before });
      await page.locator('#shell').focus();
      release();
      await shown();
      expect(await page.locator('#web-chat :focus').count()).to.equal(1);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      expect(await page.locator('#starters :focus').count()).to.equal(1);
    });
  });
}

/** Holds Web Chat's bundle back until the test calls `release`. */
function held() {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const before = (page: Page) =>
    page.route('**/web-chat/*', async (route) => {
      await released;
      await route.continue();
    });
  return { release, before };
}
