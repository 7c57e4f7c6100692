import { expect } from 'chai';
import type { WebSocketRoute } from 'playwright-core';
import type { ChatUnderTest } from './chat-under-test.ts';
import { itInAll } from '../../support/test-size.ts';

/** What the browser's console says when the network is lost. */
export const LOST = /Failed to load resource|WebSocket connection/u;

/** Lost connections, refused tokens, blocked storage: no message is lost or sent twice. */
export function describeLosing(chat: ChatUnderTest): void {
  describe('when the connection is lost', () => {
    it('sends what was said meanwhile once the network is back, in order and once', async () => {
      const { context, page, say, shown, own, answer } = await chat.open({ tolerate: LOST });
      await shown();
      await context.setOffline(true);
      await say('backoffice 2.5 to 2003');
      await say('sbs 4.5');
      await page.getByRole('status').getByText('Reconnecting').waitFor();
      await context.setOffline(false);
      await answer('Small Business Server 4.5 to Windows Server 2003').waitFor();
      expect(await own()).to.deep.equal(['backoffice 2.5 to 2003', 'sbs 4.5']);
      await page.reload();
      await shown();
      await answer('Small Business Server 4.5 to Windows Server 2003').waitFor();
      expect(await own()).to.deep.equal(['backoffice 2.5 to 2003', 'sbs 4.5']);
    });

    itInAll('sends it after a reload, too', async () => {
      const { page, say, shown, own, answer } = await chat.open({ tolerate: LOST });
      await shown();
      await page.route('**/activities', (route) => route.abort());
      await say('backoffice 2.5 to 2003');
      await page.getByRole('status').getByText('Reconnecting').waitFor();
      await page.unroute('**/activities');
      await page.reload();
      await answer('a direct upgrade is not supported').waitFor();
      expect(await own()).to.deep.equal(['backoffice 2.5 to 2003']);
    });

    itInAll('says nothing twice where the answer to a message was lost', async () => {
      const { page, say, shown, own, answer } = await chat.open({ tolerate: LOST });
      await shown();
      let lost = 0;
      await page.route('**/activities', async (route) => {
        if ((lost += 1) > 2) return route.continue();
        await route.fetch();
        return route.abort();
      });
      await say('backoffice 2.5 to 2003');
      await answer('a direct upgrade is not supported').waitFor();
      // A second copy of the first message would arrive before this one.
      await say('thanks');
      await answer('welcome').waitFor();
      expect(lost).to.equal(4);
      expect(await own()).to.deep.equal(['backoffice 2.5 to 2003', 'thanks']);
      expect(await page.locator('.webchat__basic-transcript__activity').count()).to.equal(5);
    });

    for (const status of [403, 429, 503]) {
      (status === 503 ? it : itInAll)(
        `says no longer that it is reconnecting once a message is sent that was put off: ${String(status)}`,
        async () => {
          const { page, say, shown, own, answer } = await chat.open({ tolerate: LOST });
          await shown();
          await page.route('**/activities', (route) => route.fulfill({ status, body: '{}' }), { times: 1 });
          await say('does fax still work?');
          await page.getByRole('status').getByText('Reconnecting').waitFor();
          await answer('Fax Service').waitFor();
          await page.locator('#notice:empty').waitFor({ state: 'attached' });
          expect(await own()).to.deep.equal(['does fax still work?']);
        },
      );
    }

    it('says no longer that a message was refused once another is sent, or a new conversation begins', async () => {
      const { page, say, shown, button, answer } = await chat.open({ tolerate: LOST });
      const refuse = () =>
        page.route('**/activities', (route) => route.fulfill({ status: 400, body: '{}' }), { times: 1 });
      const notice = page.getByRole('status').getByText('could not be sent');
      await shown();
      for (const goOn of [() => say('sbs 4.5'), () => button('New conversation').click()]) {
        await refuse();
        await say('backoffice');
        await notice.waitFor();
        await goOn();
        await notice.waitFor({ state: 'detached' });
      }
      await shown();
      await say('backoffice 2.5');
      await answer('a direct upgrade is not supported').waitFor();
    });

    itInAll('says nothing in a conversation that is only just beginning', async () => {
      let begin: () => void = () => undefined;
      const isToBegin = new Promise<void>((resolve) => (begin = resolve));
      const { say, own, answer, page } = await chat.open({
        before: (page) =>
          page.route('**/v3/directline/conversations', async (route) => {
            await isToBegin;
            await route.continue();
          }),
      });
      await say('backoffice 2.5 to 2003');
      begin();
      await answer('a direct upgrade is not supported').waitFor();
      expect(await own()).to.deep.equal(['backoffice 2.5 to 2003']);
      // The greeting, the visitor's message, and the answer.
      expect(await page.locator('.webchat__basic-transcript__activity').count()).to.equal(3);
    });

    itInAll('takes up a stream that was closed at its last message', async () => {
      const streams: WebSocketRoute[] = [];
      const { say, shown, own, answer } = await chat.open({
        tolerate: LOST,
        before: (page) =>
          page.routeWebSocket(/directline/u, (socket) => {
            streams.push(socket);
            socket.connectToServer();
          }),
      });
      await shown();
      await say('backoffice 2.5 to 2003');
      await answer('a direct upgrade is not supported').waitFor();
      await streams[0]?.close({ code: 1012 });
      await say('sbs 4.5');
      await answer('Small Business Server 4.5 to Windows Server 2003').waitFor();
      expect(streams).to.have.length(2);
      expect(streams[1]?.url()).to.not.equal(streams[0]?.url());
      expect(await own()).to.deep.equal(['backoffice 2.5 to 2003', 'sbs 4.5']);
    });

    itInAll('gets a new token of the same conversation where one is refused', async () => {
      const { page, say, shown, own, answer } = await chat.open({ tolerate: LOST });
      await shown();
      await say('backoffice 2.5 to 2003');
      await answer('a direct upgrade is not supported').waitFor();
      let refusals = 1;
      await page.route('**/activities', (route) =>
        refusals-- > 0 ? route.fulfill({ status: 403, json: {} }) : route.continue(),
      );
      const renewed = page.waitForRequest('**/chat/session');
      await say('sbs 4.5');
      await renewed;
      await answer('Small Business Server 4.5 to Windows Server 2003').waitFor();
      expect(await own()).to.deep.equal(['backoffice 2.5 to 2003', 'sbs 4.5']);
    });

    itInAll('works where the browser keeps nothing', async () => {
      const { say, shown, answer } = await chat.open({
        before: (page) =>
          page.addInitScript(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked') } })",
          ),
      });
      await shown();
      await say('sbs 4.5');
      await answer('a direct upgrade is not supported').waitFor();
    });
  });
}
