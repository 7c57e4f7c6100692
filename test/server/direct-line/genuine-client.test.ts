import { expect } from 'chai';
import { ConnectionStatus } from 'botframework-directlinejs';
import { generateToken } from '../../support/direct-line.ts';
import { openGenuine, type GenuineClient } from '../../support/genuine-client.ts';
import { runBot, type RunningBot } from '../../support/running-bot.ts';

for (const webSocket of [true, false]) {
  describe(`the genuine client over ${webSocket ? 'WebSocket' : 'polling'}`, function () {
    this.timeout(30_000);
    let bot: RunningBot;
    const clients: GenuineClient[] = [];
    beforeEach(async () => {
      bot = await runBot();
    });
    afterEach(async () => {
      for (const client of clients.splice(0)) client.end();
      await bot.close();
    });

    const open = async (): Promise<GenuineClient> => {
      const { token } = await generateToken(bot.url);
      const client = openGenuine({
        token,
        domain: `${bot.url}/v3/directline`,
        webSocket,
        pollingInterval: 200,
      });
      clients.push(client);
      return client;
    };

    it('is greeted, answered, and shown its own messages once', async () => {
      const client = await open();
      await client.until(1);
      const id = await client.say('BackOffice Server 2.5 to Windows Server 2003', 'mine');
      await client.until(3);
      const [greeting, echo, answer] = client.got;
      expect(greeting?.text).to.match(/Waymark|upgrade/);
      expect(echo).to.include({ id, clientId: 'mine', text: 'BackOffice Server 2.5 to Windows Server 2003' });
      expect(echo?.from).to.match(/^dl_/);
      expect(answer?.text).to.contain('a direct upgrade is not supported');
      expect(answer?.from).to.equal('waymark');
      expect(answer?.whole).to.have.nested.property('replyToId', id);
      expect(client.statuses.at(-1)).to.equal(ConnectionStatus.Online);
    });

    it('that posts again gets the same id, and no second answer', async () => {
      const client = await open();
      const ids = [await client.say('2.5', 'twice'), await client.say('2.5', 'twice')];
      expect(ids[0]).to.equal(ids[1]);
      await client.say('thanks');
      await client.until(({ text }) => text === 'thanks');
      expect(client.got.filter(({ clientId }) => clientId === 'twice')).to.have.length(1);
      expect(client.got).to.have.length.below(6);
    });
  });
}
