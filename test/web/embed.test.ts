import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { runBot, type RunningBot } from '../support/running-bot.ts';
import { describeLauncher } from './embed/launcher.ts';
import { describeManyTags } from './embed/many-tags.ts';
import { describeMessages } from './embed/messages.ts';
import { describePanel } from './embed/panel.ts';
import { describePolicies } from './embed/policies.ts';
import { describeRealChat } from './embed/real-chat.ts';
import { serveSite, type Site } from './embed/serve-site.ts';
import { siteUnderTest } from './embed/site-under-test.ts';
import { useBrowser } from './support/use-browser.ts';

describe('the widget on a site', function () {
  this.timeout(60_000);
  let bot: RunningBot;
  let site: Site;
  const browser = useBrowser();
  const pages = siteUnderTest(() => ({ browser: browser(), site, url: bot.url }));

  before(async () => {
    site = await serveSite();
    bot = await runBot({ ALLOWED_ORIGINS: `${site.origin}, ${site.sameSite}` });
  });
  after(async () => {
    await site.close();
    await bot.close();
  });
  afterEach(async () => expect(await pages.close()).to.deep.equal([]));

  it('comes in less than 3 KB', () => {
    const script = readFileSync('dist/web/embed/embed.js');
    expect(gzipSync(script, { level: 9 }).length).to.be.below(3_000);
  });

  describeLauncher(pages);
  describePanel(pages);
  describeMessages(pages);
  describeManyTags(pages);
  describePolicies(pages);
  describeRealChat(pages);
});
