import { expect } from 'chai';
import { memoryStore, runBot, type RunningBot } from '../support/running-bot.ts';
import { stubConnector } from '../support/stub-connector.ts';

describe('POST /api/messages', () => {
  let bot: RunningBot;
  before(async () => {
    bot = await runBot();
  });
  after(() => bot.close());

  it('answers with the route, the issues and the lines', async () => {
    const [text = ''] = await bot.say('upgrade BackOffice Server 2.5 to Windows Server 2003', 'first');
    expect(text).to.match(/direct upgrade is not supported\. \[18\]/);
    expect(text).to.match(/Upgrade to BackOffice Server 4\.5/);
    for (const line of [28, 30, 31, 32]) expect(text).to.contain(`[${String(line)}]`);
  });

  it('takes a button of the card', async () => {
    const conversation = { id: 'buttons' };
    await bot.post({ conversation, text: 'BackOffice Server 4.5 to Windows Server 2003' });
    const value = { waymark: { question: 1, fact: 'formerly', choice: 'no' } };
    const { activities } = await bot.post({ conversation, text: undefined, value });
    expect(activities[0]?.text).to.contain('supported, with issues');
    expect(activities[0]?.text).to.not.contain('Fax');
  });

  it('understands a text beside the mention of the bot in Teams', async () => {
    const { activities } = await bot.post({
      channelId: 'msteams',
      text: '<at>Waymark</at> SBS 4.5 to Windows Server 2003\n',
      entities: [{ type: 'mention', text: '<at>Waymark</at>', mentioned: { id: 'bot', name: 'Waymark' } }],
    });
    expect(activities[0]?.text).to.match(/^Small Business Server 4\.5 to Windows Server 2003: .* \[5\]$/);
  });

  it('counts two messages that come at once, and answers the second with what the first told', async () => {
    const conversation = { id: 'at once' };
    const texts = ['BackOffice Server 4.0 to Windows Server 2003', 'yes'];
    const posted = await Promise.all(texts.map((text) => bot.post({ conversation, text })));
    expect(posted[0]?.activities[0]?.text).to.contain('only if BackOffice Server 4.0 Setup');
    expect(posted[1]?.activities[0]?.text).to.not.contain('only if BackOffice Server 4.0 Setup');
    expect(posted[1]?.activities[0]?.text).to.contain('Uninstall BackOffice Server 4.0');
  });

  it('gives a redelivered activity the reply that it was given before', async () => {
    const fields = {
      id: 'again',
      conversation: { id: 'again' },
      text: 'BackOffice Server 4.0 to Windows Server 2003',
    };
    const first = await bot.post(fields);
    const second = await bot.post(fields);
    expect(second.activities).to.deep.equal(first.activities);
    const after = await bot.post({ conversation: { id: 'again' }, text: 'back' });
    const undone = await bot.post({ conversation: { id: 'again' }, text: 'back' });
    expect(after.activities[0]?.text).to.not.equal(undone.activities[0]?.text);
  });

  it('keeps the same id in two conversations apart', async () => {
    const text = 'BackOffice Server 4.0 to Windows Server 2003';
    await bot.post({ id: 'same', conversation: { id: 'one' }, text: 'hello' });
    const { activities } = await bot.post({ id: 'same', conversation: { id: 'two' }, text });
    expect(activities[0]?.text).to.contain('direct upgrade');
  });

  it('understands an edited message anew', async () => {
    const conversation = { id: 'edited' };
    await bot.post({ id: 'm', conversation, text: 'BackOffice Server 4.0 to Windows Server 2003' });
    const edit = {
      type: 'messageUpdate',
      id: 'm',
      conversation,
      text: 'BackOffice Server 2.5 to Windows Server 2003',
      timestamp: '2026-01-01T00:00:00Z',
      channelData: { eventType: 'editMessage' },
    };
    expect((await bot.post(edit)).activities[0]?.text).to.contain('[18]');
    const restored = {
      ...edit,
      timestamp: '2026-01-01T00:01:00Z',
      channelData: { eventType: 'undeleteMessage' },
    };
    expect((await bot.post(restored)).activities).to.deep.equal([]);
  });

  describe('the welcome', () => {
    const joined = (id: string, conversation: string) => ({
      type: 'conversationUpdate',
      conversation: { id: conversation },
      membersAdded: [{ id }],
    });

    it('is said once, to someone who is not the bot', async () => {
      expect((await bot.post(joined('bot', 'welcome'))).activities).to.deep.equal([]);
      const { activities } = await bot.post(joined('user', 'welcome'));
      expect(activities).to.have.length(1);
      expect(activities[0]?.text).to.contain('Waymark');
      expect((await bot.post(joined('another', 'welcome'))).activities).to.deep.equal([]);
    });

    it('is not said in the middle of a conversation', async () => {
      await bot.post({ conversation: { id: 'middle' }, text: 'hello' });
      expect((await bot.post(joined('user', 'middle'))).activities).to.deep.equal([]);
    });

    it('is said when the bot is installed in Teams, and again after it was removed', async () => {
      const install = (action: string) =>
        bot.post({ type: 'installationUpdate', action, channelId: 'msteams', conversation: { id: 'teams' } });
      expect((await install('add')).activities).to.have.length(1);
      expect((await install('add')).activities).to.deep.equal([]);
      expect((await install('remove')).activities).to.deep.equal([]);
      expect((await install('add')).activities).to.have.length(1);
    });
  });

  for (const type of [
    'typing',
    'messageReaction',
    'messageDelete',
    'event',
    'trace',
    'handoff',
    'somethingNew',
  ]) {
    it(`takes note of "${type}" in silence`, async () => {
      const { status, activities } = await bot.post({ type });
      expect(status).to.equal(200);
      expect(activities).to.deep.equal([]);
    });
  }

  it('forgets what was told when the conversation ends', async () => {
    const conversation = { id: 'ends' };
    await bot.post({ conversation, text: 'BackOffice Server 4.5 to Windows Server 2003' });
    expect((await bot.post({ type: 'endOfConversation', conversation })).activities).to.deep.equal([]);
    const { activities } = await bot.post({ conversation, text: 'back' });
    expect(activities[0]?.text).to.not.contain('BackOffice Server 4.5 to');
  });

  describe('an invoke', () => {
    const invoke = (fields: Record<string, unknown>) =>
      bot.post({ type: 'invoke', deliveryMode: undefined, ...fields });

    it('of a card’s button is answered in its response', async () => {
      const conversation = { id: 'execute' };
      await bot.post({ conversation, text: 'BackOffice Server 4.5 to Windows Server 2003' });
      const data = { waymark: { question: 1, fact: 'formerly', choice: 'yes' } };
      const value = { action: { type: 'Action.Execute', verb: 'any', data }, trigger: 'manual' };
      const { status, body } = await invoke({ conversation, name: 'adaptiveCard/action', value });
      expect(status).to.equal(200);
      expect(body).to.have.property('type', 'application/vnd.microsoft.activity.message');
      expect(JSON.stringify(body)).to.contain('Fax Service is no longer supported');
    });

    it('of a card that is not ours is refused as a card error', async () => {
      const value = { action: { type: 'Action.Execute', data: { other: 1 } } };
      const { status, body } = await invoke({ name: 'adaptiveCard/action', value });
      expect(status).to.equal(200);
      expect(body).to.have.property('statusCode', 400);
    });

    for (const name of ['task/fetch', 'task/submit', 'composeExtension/query', 'unheard/of', undefined]) {
      it(`of ${String(name)} is not implemented`, async () => {
        expect((await invoke({ name, value: {} })).status).to.equal(501);
      });
    }
  });

  for (const value of [
    {},
    { waymark: 1 },
    { waymark: { question: '1', fact: 'x', choice: 'y' } },
    'text',
    7,
    [1],
  ]) {
    it(`takes the payload ${JSON.stringify(value)} for an empty message`, async () => {
      const { status, activities } = await bot.post({ text: undefined, value });
      expect(status).to.equal(200);
      expect(activities[0]?.text).to.contain('empty message');
    });
  }
});

describe('a turn that fails', () => {
  it('is apologized for without a word of why, and nothing of the message is logged', async () => {
    const bot = await runBot(
      {},
      {
        advisor: () => {
          throw new Error('secret internals');
        },
      },
    );
    const { status, activities } = await bot.post({ text: 'my secret question' });
    await bot.close();
    expect(status).to.equal(200);
    expect(activities[0]?.text).to.match(/^Sorry/);
    expect(JSON.stringify(activities)).to.not.contain('secret');
    expect(bot.log.join('\n')).to.contain('a turn failed').and.not.contain('secret');
  });

  it('is to be sent again when the database cannot be used', async () => {
    const store = { ...(await memoryStore()), commitTurns: () => Promise.reject(new Error('no database')) };
    const bot = await runBot({}, { store });
    const { status, body } = await bot.post({ text: 'hello' });
    await bot.close();
    expect(status).to.equal(503);
    expect(JSON.stringify(body)).to.not.contain('database');
  });

  it('is apologized for once a conversation and outage, where the channel waits for nothing', async () => {
    let isGone = true;
    const kept = await memoryStore();
    const take: typeof kept.commitTurns = (...turns) =>
      isGone ? Promise.reject(new Error('no database')) : kept.commitTurns(...turns);
    const [bot, channel] = await Promise.all([
      runBot({}, { store: { ...kept, commitTurns: take } }),
      stubConnector(),
    ]);
    const say = async (id: string) => {
      const fields = { id, conversation: { id: 'outage' }, text: 'hello', deliveryMode: undefined };
      return (await bot.post({ ...fields, serviceUrl: channel.url })).status;
    };
    expect([await say('1'), await say('2')]).to.deep.equal([503, 503]);
    expect(channel.texts)
      .to.have.length(1)
      .and.satisfy(([text]: string[]) => text?.startsWith('Sorry'));
    isGone = false;
    expect(await say('1')).to.equal(200);
    await bot.close();
    await channel.close();
    expect(channel.texts.map((text) => text.startsWith('Sorry'))).to.deep.equal([true, false]);
  });
});
