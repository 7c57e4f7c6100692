import { expect } from 'chai';
import type { ChatUnderTest } from './chat-under-test.ts';
import { describeChat } from './open-chat.ts';
import { itInAll } from '../../support/test-size.ts';

/** Disables the timer that shows Web Chat after 3 seconds even if it is not complete. */
const NO_PATIENCE =
  'const after = window.setTimeout; window.setTimeout = (act, time, ...rest) => (time === 3000 ? 0 : after(act, time, ...rest))';

/** A whole conversation: typing, clicking, reloading, starting a new one. */
export function describeTalking(chat: ChatUnderTest): void {
  describe('talking', () => {
    itInAll('answers what is typed', async () => {
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

    it('shows a button that was pressed as what was said, also after a reload, and waits for no more than is shown', async () => {
      const { context, page, say, shown, answer, button, own } = await chat.open();
      await shown();
      await say('backoffice 4.5');
      await button('Yes').click();
      await answer('Fax Service is no longer supported').waitFor();
      expect(await own()).to.deep.equal(['backoffice 4.5', 'Yes']);
      await page.addInitScript(NO_PATIENCE);
      await page.reload();
      await shown();
      expect(await own()).to.deep.equal(['backoffice 4.5', 'Yes']);
      const second = describeChat(await context.newPage());
      await second.page.goto(page.url());
      await second.shown();
      expect(await second.own()).to.deep.equal(['backoffice 4.5', 'Yes']);
    });

    itInAll('suggests questions until one was asked, over a reload too', async () => {
      const { page, say, shown, answer } = await chat.open();
      await shown();
      await page.reload();
      await shown();
      expect(await page.locator('#starters').isVisible()).to.equal(true);
      await say('backoffice 4.5');
      await answer('supported, with issues').waitFor();
      await page.reload();
      await shown();
      expect(await page.locator('#starters').isVisible()).to.equal(false);
    });

    itInAll('takes a key that is held on a button for one press', async () => {
      const { page, say, shown, answer, button, own } = await chat.open();
      await shown();
      await say('backoffice');
      await button('2.5').focus();
      for (let held = 0; held < 5; held += 1) await page.keyboard.down('Enter');
      await page.keyboard.up('Enter');
      await answer('a direct upgrade is not supported').waitFor();
      await say('thanks');
      await answer('welcome').waitFor();
      expect(await own()).to.deep.equal(['backoffice', '2.5', 'thanks']);
    });

    it('takes a double click for one press', async () => {
      const { page, say, shown, answer, button, own } = await chat.open();
      await shown();
      await say('backoffice 4.5');
      await button('Yes').dblclick();
      await answer('Fax Service is no longer supported').waitFor();
      await say('thanks');
      await answer('welcome').waitFor();
      expect(await own()).to.deep.equal(['backoffice 4.5', 'Yes', 'thanks']);
      expect(await page.locator('.webchat__basic-transcript__activity').count()).to.equal(7);
    });

    itInAll('waits for no press that Web Chat keeps quiet about', async () => {
      const { page, say, shown, answer, button, own } = await chat.open({
        // Changes the press into what Web Chat sends for a button whose data is a text.
        before: (page) =>
          page.route('**/activities', (route) => {
            const body = route.request().postData() ?? '';
            return route.continue({
              postData: body.includes('"messageBack"')
                ? body
                    .replace('"messageBack":{"displayText":"Yes"}', '"postBack":true')
                    .replace('"type":"message"', '"type":"message","text":"Yes"')
                : body,
            });
          }),
      });
      await shown();
      await say('backoffice 4.5');
      await button('Yes').click();
      await answer('Fax Service is no longer supported').waitFor();
      await page.addInitScript(NO_PATIENCE);
      await page.reload();
      await shown();
      expect(await own()).to.deep.equal(['backoffice 4.5']);
    });

    it('offers what a link asks and sends nothing of it, and a link deletes nothing, not even with the visitor’s Enter', async () => {
      const { page, say, input, shown, answer, own } = await chat.open();
      await say('sbs 4.5');
      await answer('not supported').waitFor();
      const follow = async (question: string) => {
        await page.goto(`${new URL('/chat', page.url()).href}?ask=${question}`);
        await shown();
        await answer('sbs 4.5').waitFor();
        expect(await input.inputValue()).to.equal(question.replace('+', ' '));
        expect(await page.evaluate('document.activeElement.id')).to.equal('');
        expect(new URL(page.url()).search).to.equal('');
      };
      await follow('forget+me');
      await page.keyboard.press('Enter');
      expect(await own()).to.deep.equal(['sbs 4.5']);
      await input.press('Enter');
      await answer('Delete everything that is kept about you?').waitFor();
      await follow('yes');
      await input.press('Enter');
      await answer('Nothing is deleted: a page wrote that').waitFor();
      await page.reload();
      await shown();
      await answer('Nothing is deleted: a page wrote that').waitFor();
      expect(await input.inputValue()).to.equal('');
      expect(await own()).to.deep.equal(['sbs 4.5', 'forget me', 'yes']);
      await say('yes');
      await answer('Everything that was kept about you is deleted').waitFor();
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

    itInAll('begins a new conversation on one click', async () => {
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
