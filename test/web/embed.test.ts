import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { runBot, type RunningBot } from '../support/running-bot.ts';
import { launchChromium } from './desk/launch-chromium.ts';
import { describeLauncher } from './embed/launcher.ts';
import { describeManyTags } from './embed/many-tags.ts';
import { describeMessages } from './embed/messages.ts';
import { describePolicies } from './embed/policies.ts';
import { describeRealChat } from './embed/real-chat.ts';
import { serveSite, type Site } from './embed/serve-site.ts';
import { visit, type Visit, type VisitOptions } from './embed/visit.ts';

/** A page of somebody's site with one or more tags; `tag` writes one with its attributes. */
export interface SiteUnderTest {
  readonly origin: string;
  readonly sameSite: string;
  readonly server: string;
  tag(attributes?: string): string;
  open(html: string, options?: VisitOptions & { readonly headers?: Record<string, string> }): Promise<Visit>;
}

describe('the widget on a site', function () {
  this.timeout(60_000);
  let bot: RunningBot;
  let site: Site;
  let browser: Browser;
  let visits: Visit[] = [];
  const under: SiteUnderTest = {
    get origin() {
      return site.origin;
    },
    get sameSite() {
      return site.sameSite;
    },
    get server() {
      return bot.url;
    },
    tag: (attributes = '') => `<script async src="${bot.url}/embed.js" ${attributes}></script>`,
    open: async (html, { headers = {}, ...options } = {}) => {
      const opened = await visit(
        browser,
        site.put({ html: `<!doctype html><html lang="en">${html}`, headers }),
        options,
      );
      visits.push(opened);
      return opened;
    },
  };

  before(async () => {
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-bundles.ts']);
    site = await serveSite();
    bot = await runBot({ ALLOWED_ORIGINS: `${site.origin}, ${site.sameSite}` });
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await site.close();
    await bot.close();
  });
  afterEach(async () => {
    for (const opened of visits) await opened.close();
    expect(visits.flatMap(({ faults }) => faults)).to.deep.equal([]);
    visits = [];
  });

  it('comes in less than 3 KB', () => {
    const script = readFileSync('dist/web/embed/embed.js');
    expect(gzipSync(script, { level: 9 }).length).to.be.below(3_000);
  });

  describeLauncher(under);
  describeMessages(under);
  describeManyTags(under);
  describePolicies(under);
  describeRealChat(under);
});
