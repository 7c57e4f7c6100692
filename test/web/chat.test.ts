import { expect } from 'chai';
import { runBot, type RunningBot } from '../support/running-bot.ts';
import { describeAzure } from './chat/azure.ts';
import { chatUnderTest } from './chat/chat-under-test.ts';
import { describeEveryone } from './chat/everyone.ts';
import { describeLosing } from './chat/losing.ts';
import { describeReadingAloud } from './chat/reading-aloud.ts';
import { describeReturning } from './chat/returning.ts';
import { describeScrolling } from './chat/scrolling.ts';
import { describeSeveralTabs } from './chat/several-tabs.ts';
import { describeShell } from './chat/shell.ts';
import { describeTalking } from './chat/talking.ts';
import { useBrowser } from './support/use-browser.ts';

describe('the chat page', function () {
  this.timeout(60_000);
  let bot: RunningBot;
  const browser = useBrowser();
  const chat = chatUnderTest(() => ({ browser: browser(), url: bot.url }));

  before(async () => {
    bot = await runBot({ WEBCHAT_RATE_BURST: '1000' });
  });
  after(async () => {
    await bot.close();
  });
  afterEach(async () => expect(await chat.close()).to.deep.equal([]));

  describeTalking(chat);
  describeReadingAloud(chat);
  describeScrolling(chat);
  describeShell(chat);
  describeLosing(chat);
  describeSeveralTabs(chat);
  describeEveryone(chat);
  describeReturning(browser);
  describeAzure(browser);
});
