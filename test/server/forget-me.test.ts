import { expect } from 'chai';
import { begin, callDirectLine } from '../support/direct-line.ts';
import { memoryStore, runBot, type RunningBot } from '../support/running-bot.ts';
import type { Store } from '../../src/store/index.ts';
import type { ReplyActivities } from '../../src/bot/index.ts';

describe('a user who says "forget me"', () => {
  let store: Store<ReplyActivities>;
  let bot: RunningBot;
  beforeEach(async () => {
    store = await memoryStore();
    bot = await runBot({}, { store });
  });
  afterEach(() => bot.close());

  const from = { id: 'canary', name: 'Canary Bird' };
  const say = async (text: string, conversation: string, id?: string) => {
    const fields = { text, from, conversation: { id: conversation }, ...(id === undefined ? {} : { id }) };
    const { activities } = await bot.post(fields);
    return activities.map((said) => said.text ?? '').join('\n');
  };
  const kept = async () => {
    const keys = await store.findKeys('conversations', () => true);
    return JSON.stringify(await Promise.all(keys.map((key) => store.export(key))));
  };

  it('is asked, forgotten in every conversation, and told so', async () => {
    await say('BackOffice Server 4.0 to Windows Server 2003', 'talk', 'first');
    await say('BackOffice Server 4.0 to Windows Server 2003', 'another');
    await bot.say('BackOffice Server 4.5 to Windows Server 2003', 'of somebody else');
    expect(await say('forget me', 'talk')).to.match(/^Delete everything that is kept about you\?/);
    expect(await say('yes', 'talk', 'confirmed')).to.match(/^Everything that was kept about you is deleted/);
    const left = await kept();
    expect(left).to.not.contain('backoffice-server-4.0').and.not.contain('another');
    expect(left).to.contain('of somebody else');
    expect(await say('BackOffice Server 4.0 to Windows Server 2003', 'talk', 'first')).to.equal('');
    expect(await say('yes', 'talk', 'confirmed')).to.match(/^Everything that was kept/);
    const later = Date.now() + 3_600_000;
    expect(await store.expire({ conversations: 0, events: 0 }, later, 10)).to.equal(1);
    expect(await kept()).to.not.contain('anary');
    expect(await say('yes', 'talk', 'confirmed')).to.equal('');
  });

  it('by the button of a card is forgotten too', async () => {
    const conversation = { id: 'talk' };
    const { activities } = await bot.post({ from, conversation, text: 'delete my data' });
    expect(JSON.stringify(activities[0]?.attachments)).to.contain('"choice":"forget"');
    const value = { action: { data: { waymark: { question: 1, fact: 'forget', choice: 'forget' } } } };
    const { body } = await bot.post({
      from,
      conversation,
      type: 'invoke',
      name: 'adaptiveCard/action',
      value,
      deliveryMode: undefined,
    });
    expect(JSON.stringify(body)).to.contain('Everything that was kept about you is deleted');
  });
});

describe('a visitor of the web chat', () => {
  it('is not forgotten by what a page writes in their place, and by their own word is', async () => {
    const bot = await runBot();
    const { conversationId, token } = await begin(bot.url);
    const path = `conversations/${conversationId}/activities`;
    const said = async () => {
      const { activities } = await callDirectLine(bot.url, 'GET', path, { token });
      return activities.filter(({ from }) => from.id === 'waymark').map(({ text }) => text ?? '');
    };
    const say = async (text: string, channelData?: object) => {
      const body = { type: 'message', text, ...(channelData === undefined ? {} : { channelData }) };
      await callDirectLine(bot.url, 'POST', path, { token, body });
      return (await said()).at(-1);
    };
    const byPage = { writtenBy: 'page' };
    expect(await say('forget me', byPage)).to.match(/^Delete everything that is kept about you\?/u);
    expect(await say('yes', byPage)).to.match(/^Nothing is deleted: a page wrote that/u);
    const button = { waymark: { question: 1, fact: 'forget', choice: 'forget' } };
    const pressed = { type: 'message', value: button, channelData: { postBack: true, ...byPage } };
    await callDirectLine(bot.url, 'POST', path, { token, body: pressed });
    expect((await said()).at(-1)).to.match(/^Nothing is deleted: a page wrote that/u);
    expect(await say('yes', { writtenBy: 'visitor' })).to.match(
      /^Everything that was kept about you is deleted/u,
    );
    await bot.close();
  });
});
