import { expect } from 'chai';
import { allPacks } from '../support/all-packs.ts';
import { idleBot, runBot, type RunningBot } from '../support/running-bot.ts';
import { describeAsking } from './desk/asking.ts';
import { deskUnderTest } from './desk/desk-under-test.ts';
import { describeEveryone } from './desk/everyone.ts';
import { describeFacts } from './desk/facts.ts';
import { describeKeyboard } from './desk/keyboard.ts';
import { useBrowser } from './support/use-browser.ts';
import { describeReading } from './desk/reading.ts';
import { describeSeveralPacks } from './desk/several-packs.ts';
import { describeTrouble } from './desk/trouble.ts';

const RATE = { API_RATE_BURST: '100000', API_RATE_PER_MINUTE: '100000' };

describe('the desk page', function () {
  this.timeout(60_000);
  let bot: RunningBot;
  let library: RunningBot;
  const browser = useBrowser();
  const desk = deskUnderTest(() => ({ browser: browser(), url: bot.url }));
  const severalPacks = deskUnderTest(() => ({ browser: browser(), url: library.url }));

  before(async () => {
    bot = await runBot(RATE);
    library = await runBot(RATE, idleBot(allPacks));
  });
  after(async () => {
    await bot.close();
    await library.close();
  });
  afterEach(async () => expect([...(await desk.close()), ...(await severalPacks.close())]).to.deep.equal([]));

  describeAsking(desk);
  describeFacts(desk);
  describeReading(desk);
  describeKeyboard(desk);
  describeTrouble(desk);
  describeEveryone(desk);
  describeSeveralPacks(severalPacks);
});
