import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { callDirectLine, generateToken } from '../support/direct-line.ts';
import { runBot, type RunningBot } from '../support/running-bot.ts';
import { useBrowser } from './support/use-browser.ts';
import { serveSite, type Site } from './embed/serve-site.ts';
import { itInAll } from '../support/test-size.ts';

/** Web Chat as Microsoft publishes it, with its own Direct Line client (0.15.5). */
const BUNDLE = 'node_modules/botframework-webchat/dist/webchat.js';
const PAGE = `<!doctype html><title>A site</title><div id="chat" style="height: 600px"></div>
<script src="/webchat.js"></script>
<script>
  const start = (options) =>
    WebChat.renderWebChat({ directLine: WebChat.createDirectLine(options), locale: 'en-US' }, document.getElementById('chat'));
</script>`;
const ACTIVITY = '.webchat__basic-transcript__activity';

describe('Web Chat as it is published, on a site of its own,', function () {
  this.timeout(60_000);
  let site: Site;
  let bot: RunningBot;
  const browser = useBrowser();
  let context: BrowserContext;

  before(async () => {
    site = await serveSite();
    bot = await runBot({ ALLOWED_ORIGINS: site.origin, PUBLIC_WEBCHAT: 'true' });
  });
  after(async () => {
    await bot.close();
    await site.close();
  });
  beforeEach(async () => {
    context = await browser().newContext();
    await context.route('**/webchat.js', (route) => route.fulfill({ path: BUNDLE }));
  });
  afterEach(() => context.close());

  for (const webSocket of [true, false])
    (webSocket ? it : itInAll)(
      `talks, presses buttons and goes on after a reload (${webSocket ? 'WebSocket' : 'polling'})`,
      async () => {
        const { token, conversationId } = await generateToken(bot.url);
        const first = await open({ token, webSocket });
        // Web Chat drops messages that are sent before it is connected.
        await first.locator(ACTIVITY).first().waitFor();
        await first.locator('[data-id="webchat-sendbox-input"]').fill('backoffice 4.5');
        await first.locator('[data-id="webchat-sendbox-input"]').press('Enter');
        await first.locator(ACTIVITY).filter({ hasText: 'supported, with issues' }).last().waitFor();
        await first.getByRole('button', { name: 'Yes', exact: true }).last().click();
        await first
          .locator(ACTIVITY)
          .nth(3)
          .filter({ hasText: 'Fax Service is no longer supported' })
          .waitFor();
        expect(await own(first)).to.equal(1);
        await first.close();

        const { token: fresh } = await callDirectLine(bot.url, 'POST', 'tokens/refresh', { token });
        const second = await open({ token: fresh, conversationId, webSocket });
        await second.locator(ACTIVITY).nth(3).waitFor();
        expect(await second.locator(ACTIVITY).count()).to.equal(4);
        expect(await own(second)).to.equal(1);
      },
    );

  async function open(options: object): Promise<Page> {
    const page = await context.newPage();
    await page.goto(site.put({ html: PAGE }));
    await page.evaluate(`start(${JSON.stringify({ ...options, domain: `${bot.url}/v3/directline` })})`);
    return page;
  }

  /** How often the typed message is shown as the visitor's own. */
  function own(page: Page): Promise<number> {
    return page.locator('.webchat__bubble--from-user').filter({ hasText: 'backoffice 4.5' }).count();
  }
});
