import { expect } from 'chai';
import { runBot, type RunningBot } from '../support/running-bot.ts';
import { chatUnderTest } from './chat/chat-under-test.ts';
import { PAYLOADS } from './injection/payloads.ts';
import { useBrowser } from './support/use-browser.ts';
import { describeAnswers } from './injection/answers.ts';
import { describeAround } from './injection/around.ts';
import { describeCanary } from './injection/canary-sings.ts';
import { describeVisitor } from './injection/visitor.ts';

describe('300 texts that would be more', function () {
  this.timeout(90_000);
  let bot: RunningBot;
  const browser = useBrowser();
  const chat = chatUnderTest(() => ({ browser: browser(), url: bot.url }));

  before(async () => {
    bot = await runBot({
      WEBCHAT_RATE_BURST: '10000',
      CONVERSATION_RATE_BURST: '10000',
      ADDRESS_RATE_BURST: '50000',
    });
  });
  after(async () => {
    await bot.close();
  });
  afterEach(async () => {
    await chat.close();
  });

  it('are 300', () => expect(new Set(PAYLOADS).size).to.be.at.least(300));
  describeCanary(browser);
  describeAnswers(chat);
  describeVisitor(chat);
  describeAround(() => ({ browser: browser(), url: bot.url }));
});
