import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { runBot, type RunningBot } from '../support/running-bot.ts';
import { describeAzure } from './chat/azure.ts';
import { chatUnderTest } from './chat/chat-under-test.ts';
import { describeEveryone } from './chat/everyone.ts';
import { describeLosing } from './chat/losing.ts';
import { describeReturning } from './chat/returning.ts';
import { describeShell } from './chat/shell.ts';
import { describeTalking } from './chat/talking.ts';
import { launchChromium } from './desk/launch-chromium.ts';

describe('the chat page', function () {
  this.timeout(60_000);
  let bot: RunningBot;
  let browser: Browser;
  const chat = chatUnderTest(() => ({ browser, url: bot.url }));

  before(async () => {
    // Where the page is as new as its sources this takes a moment only.
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-bundles.ts']);
    bot = await runBot({ WEBCHAT_RATE_BURST: '1000' });
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await bot.close();
  });
  afterEach(async () => expect(await chat.close()).to.deep.equal([]));

  describeTalking(chat);
  describeShell(chat);
  describeLosing(chat);
  describeEveryone(chat);
  describeReturning(() => browser);
  describeAzure(() => browser);
});
