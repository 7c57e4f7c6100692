import { expect } from 'chai';
import { runBot, type RunningBot } from '../support/running-bot.ts';
import { stubConnector, type StubConnector } from '../support/stub-connector.ts';

describe('replies to a service URL', () => {
  let bot: RunningBot;
  let channel: StubConnector;
  before(async () => {
    [bot, channel] = await Promise.all([runBot(), stubConnector()]);
  });
  beforeEach(() => {
    channel.texts.length = 0;
    channel.status = 200;
  });
  after(() => Promise.all([bot.close(), channel.close()]));

  const send = (id: string, conversation: string, text: string) =>
    bot.post({
      id,
      conversation: { id: conversation },
      text,
      deliveryMode: undefined,
      serviceUrl: channel.url,
    });

  it('arrive there, and the response is empty', async () => {
    const { status, body } = await send('1', 'a', 'BackOffice Server 2.5 to Windows Server 2003');
    expect(status).to.equal(200);
    expect(body).to.equal(undefined);
    expect(channel.texts).to.have.length(1);
    expect(channel.texts[0]).to.contain('[18]');
  });

  it('arrive in the order of the messages', async () => {
    await Promise.all([
      send('1', 'order', 'BackOffice Server 4.0 to Windows Server 2003'),
      send('2', 'order', 'yes'),
      send('3', 'order', 'thanks'),
    ]);
    expect(channel.texts).to.have.length(3);
    expect(channel.texts[0]).to.contain('only if BackOffice Server 4.0 Setup');
    expect(channel.texts[2]).to.contain('welcome');
  });

  it('are not said twice when an activity is delivered twice', async () => {
    await send('1', 'twice', 'hello');
    expect((await send('1', 'twice', 'hello')).status).to.equal(200);
    expect(channel.texts).to.have.length(1);
  });

  it('are sent when the activity comes again after the channel had refused them', async () => {
    channel.status = 400;
    const refused = await send('1', 'refused', 'BackOffice Server 2.5 to Windows Server 2003');
    expect(refused.status).to.equal(200);
    expect(channel.texts).to.deep.equal([]);
    channel.status = 200;
    expect((await send('1', 'refused', 'BackOffice Server 2.5 to Windows Server 2003')).status).to.equal(200);
    expect(channel.texts).to.have.length(1);
    expect(bot.log.join('\n')).to.contain('did not accept').and.not.contain('BackOffice');
  });
});
