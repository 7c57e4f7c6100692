import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { startInstance, type Instance } from '../../chaos/support/instance.ts';
import { freePort } from '../../support/free-port.ts';
import { chatUnderTest } from './chat-under-test.ts';
import { LOST } from './losing.ts';
import { describeChat } from './open-chat.ts';
import { itInAll } from '../../support/test-size.ts';

/** The server as it is shipped, without the fault programs of the chaos tests. */
const PROGRAMS = { faults: '', turns: '' };

/**
 * The shipped server with a database file of its own. Server, browser and page are restarted; the conversation goes on.
 */
export function describeReturning(browser: () => Browser): void {
  describe('over restarts', () => {
    let data: string;
    let port: number;
    let server: Instance;
    const chat = chatUnderTest(() => ({ browser: browser(), url: server.url }));

    const start = async (): Promise<void> => {
      server = startInstance({
        program: 'server',
        programs: PROGRAMS,
        port,
        env: { DATA_DIR: data, STOP_DELAY: '0', WEBCHAT_RATE_BURST: '1000' },
        asNobody: false,
      });
      expect(await server.healthy(), server.output()).to.equal(true);
    };
    const stop = async (signal: NodeJS.Signals): Promise<void> => {
      server.signal(signal);
      await server.ended;
    };

    before(async () => {
      data = mkdtempSync(join(tmpdir(), 'waymark-returning-'));
      port = await freePort();
      await start();
    });
    after(async () => {
      await stop('SIGKILL');
      rmSync(data, { recursive: true });
    });
    afterEach(async () => expect(await chat.close()).to.deep.equal([]));

    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      (signal === 'SIGKILL' ? it : itInAll)(
        `of the server (${signal}) says once what was typed while it was away, and answers it`,
        async () => {
          const { page, say, shown, own, answer } = await chat.open({ tolerate: LOST });
          await shown();
          await say('backoffice 2.5 to 2003');
          await answer('a direct upgrade is not supported').waitFor();
          await stop(signal);
          await say('sbs 4.5');
          await say('what breaks?');
          await page.getByRole('status').getByText('Reconnecting').waitFor();
          await start();
          const said = ['backoffice 2.5 to 2003', 'sbs 4.5', 'what breaks?'];
          const bubbles = page.locator('.webchat__basic-transcript__activity');
          await answer('Small Business Server 4.5 to Windows Server 2003').waitFor();
          // The greeting, and three messages with an answer each.
          await bubbles.nth(6).waitFor();
          expect(await own()).to.deep.equal(said);
          expect(await page.getByRole('status').getByText('Reconnecting').count()).to.equal(0);
          const before = await bubbles.allInnerTexts();
          await page.reload();
          await shown();
          await bubbles.nth(6).waitFor();
          expect(await own()).to.deep.equal(said);
          expect(await bubbles.count()).to.equal(before.length);
        },
      );
    }

    itInAll('of the server between a question and its button takes the button', async () => {
      const { say, shown, answer, button } = await chat.open({ tolerate: LOST });
      await shown();
      await say('backoffice 4.5');
      await answer('supported, with issues').waitFor();
      await stop('SIGKILL');
      await button('Yes').click();
      await start();
      await answer('Fax Service is no longer supported').waitFor();
    });

    it('of the browser goes on with the conversation', async () => {
      const first = await chat.open();
      await first.shown();
      await first.say('backoffice 4.5');
      await first.answer('supported, with issues').waitFor();
      const kept = await first.context.storageState();
      await first.close();
      const second = await chat.open({ storageState: kept });
      await second.shown();
      await second.answer('supported, with issues').waitFor();
      expect(await second.own()).to.deep.equal(['backoffice 4.5']);
      expect(await second.page.locator('#starters').isVisible()).to.equal(false);
      await second.say('it is 2.5');
      await second.answer('Upgrade to BackOffice Server 4.5').waitFor();
      expect(await second.own()).to.deep.equal(['backoffice 4.5', 'it is 2.5']);
    });

    itInAll('of the page leaves the buttons of a card as they were', async () => {
      const { page, say, shown, answer, button } = await chat.open();
      await shown();
      await say('backoffice 4.5');
      await answer('supported, with issues').waitFor();
      await page.reload();
      await shown();
      await button('Yes').click();
      await answer('Fax Service is no longer supported').waitFor();
    });

    itInAll('of the page after a new conversation has begun shows nothing of the old one', async () => {
      const { context, page, say, shown, answer, own, button } = await chat.open();
      await shown();
      await say('backoffice 4.5');
      await answer('supported, with issues').waitFor();
      const kept = await context.storageState();
      await button('New conversation').click();
      await page.locator('#starters').waitFor();
      await shown();
      await page.reload();
      await shown();
      expect(await own()).to.deep.equal([]);
      expect(await page.locator('.webchat__basic-transcript__activity').count()).to.equal(1);
      // The old conversation still exists: another browser that has its ticket shows it.
      const other = describeChat(await (await chat.open({ storageState: kept })).context.newPage());
      await other.page.goto(`${chat.url}/chat`);
      await other.answer('supported, with issues').waitFor();
      expect(await other.own()).to.deep.equal(['backoffice 4.5']);
    });
  });
}
