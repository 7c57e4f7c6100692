import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { freePort } from '../../support/free-port.ts';
import { runBot, type RunningBot } from '../../support/running-bot.ts';
import { chatUnderTest } from './chat-under-test.ts';
import { itInAll } from '../../support/test-size.ts';

const SECRET = 'the-secret-of-the-registration';

/** The page with Azure's Direct Line service. A second Waymark server plays the part of Azure. */
export function describeAzure(browser: () => Browser): void {
  describe('by way of Azure', () => {
    let azure: RunningBot;
    let server: RunningBot;
    const chat = chatUnderTest(() => ({ browser: browser(), url: server.url }));

    before(async () => {
      const port = String(await freePort());
      azure = await runBot({ ALLOWED_ORIGINS: `http://127.0.0.1:${port}`, DIRECT_LINE_SECRET: SECRET });
      server = await runBot({
        PORT: port,
        AZURE_DIRECT_LINE_SECRET: SECRET,
        AZURE_DIRECT_LINE_URL: `${azure.url}/v3/directline`,
      });
    });
    after(async () => {
      await server.close();
      await azure.close();
    });
    afterEach(async () =>
      expect((await chat.close()).filter((fault) => !fault.includes('/v3/directline'))).to.deep.equal([]),
    );

    itInAll('keeps its token fresh for as long as the page is open', async () => {
      const refreshed: string[] = [];
      const { page, say, shown, answer } = await chat.open({
        before: (opened) =>
          opened.route('**/chat/session', async (route) => {
            const response = await route.fetch();
            const session: unknown = await response.json();
            await route.fulfill({
              response,
              json: { ...(typeof session === 'object' ? session : {}), expiresIn: 2 },
            });
          }),
      });
      const thirdRefresh = page.waitForRequest((request) => {
        if (!request.url().endsWith('/tokens/refresh')) return false;
        refreshed.push(request.headers()['authorization'] ?? '');
        return refreshed.length === 3;
      });
      await shown();
      await thirdRefresh;
      // Each refresh uses the token of the one before. Two refreshes within a second may return the same token.
      expect(new Set(refreshed).size).to.be.above(1);
      await say('backoffice 2.5 to 2003');
      await answer('a direct upgrade is not supported').waitFor();
    });

    it('answers, and goes on after a reload', async () => {
      const { page, say, shown, answer, own } = await chat.open();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await say('backoffice 2.5 to 2003');
      await answer('a direct upgrade is not supported').waitFor();
      expect(asked.filter((url) => url.startsWith(`${server.url}/v3/`))).to.deep.equal([]);
      await page.reload();
      await shown();
      await answer('a direct upgrade is not supported').waitFor();
      expect(await own()).to.deep.equal(['backoffice 2.5 to 2003']);
    });
  });
}
