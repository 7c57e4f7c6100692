import { expect } from 'chai';
import { itInAll } from '../../support/test-size.ts';
import type { ChatUnderTest } from './chat-under-test.ts';
import { LOST } from './losing.ts';
import { describeChat } from './open-chat.ts';

/** One conversation in several tabs of a browser. */
export function describeSeveralTabs(chat: ChatUnderTest): void {
  describe('when the connection is lost', () => {
    itInAll('says what waits in one tab there, and not in the conversation that another begins', async () => {
      const { context, page, say, shown, own } = await chat.open({ tolerate: LOST });
      await shown();
      await say('backoffice 4.5');
      const other = describeChat(await context.newPage());
      await other.page.goto(page.url());
      await other.shown();
      await context.setOffline(true);
      await say('sbs 4.5');
      await other.button('New conversation').click();
      await context.setOffline(false);
      await other.shown();
      await other.say('backoffice 2.5');
      await other.answer('a direct upgrade is not supported').waitFor();
      await page.locator('#notice:empty').waitFor({ state: 'attached' });
      expect(await own()).to.deep.equal(['backoffice 4.5', 'sbs 4.5']);
      expect(await other.own()).to.deep.equal(['backoffice 2.5']);
    });

    itInAll('sends after a reload what waited in either of two tabs', async () => {
      const { context, page, say, shown, answer, own } = await chat.open({ tolerate: LOST });
      await shown();
      const other = describeChat(await context.newPage());
      await other.page.goto(page.url());
      await other.shown();
      await context.route('**/activities', (route) => route.abort());
      await say('backoffice 2.5');
      await other.say('sbs 4.5');
      await other.page.close();
      await context.unroute('**/activities');
      await page.reload();
      await answer('Small Business Server 4.5 to Windows Server 2003').waitFor();
      expect(await own()).to.have.members(['backoffice 2.5', 'sbs 4.5']);
    });

    itInAll('shows the same conversation in two tabs', async () => {
      const { context, say, answer, own } = await chat.open();
      await say('backoffice 2.5 to 2003');
      await answer('a direct upgrade is not supported').waitFor();
      const second = await context.newPage();
      await second.goto(`${chat.url}/chat`);
      await second.locator('#text').fill('sbs 4.5');
      await second.locator('#text').press('Enter');
      await answer('Small Business Server 4.5 to Windows Server 2003').waitFor();
      expect(await own()).to.deep.equal(['backoffice 2.5 to 2003', 'sbs 4.5']);
    });
  });
}
