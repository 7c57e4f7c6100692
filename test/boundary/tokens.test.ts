import { expect } from 'chai';
import { SERVICE_URL, startBotFramework, type BotFramework } from '../support/bot-framework.ts';
import { countingStore, type CountingStore } from '../support/counting-store.ts';
import { runBot, type RunningBot } from '../support/running-bot.ts';
import { tokenMutations } from './mutated-tokens.ts';
import { isLong, sizeOf } from './size.ts';

const EACH = sizeOf({ default: 3, all: 3, long: 40 });
const TENANT = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';

describe('tokens', function () {
  this.timeout(isLong ? 300_000 : 30_000);
  let framework: BotFramework;
  let counting: CountingStore;
  let bot: RunningBot;
  before(async () => {
    framework = await startBotFramework();
    counting = await countingStore();
    bot = await runBot(framework.env, { store: counting.store });
  });
  after(() => Promise.all([bot.close(), framework.close()]));

  const fields = { channelId: 'msteams', serviceUrl: SERVICE_URL, text: 'hello' };

  it(`of more than twenty wrong kinds, ${String(EACH)} of each, let nobody in`, async () => {
    const good = { authorization: `Bearer ${await framework.token()}` };
    expect((await bot.post(fields, good)).status).to.equal(200);
    const before = counting.runs();
    const kinds = await tokenMutations(framework);
    expect(kinds.size).to.be.at.least(20);
    const statuses = new Map<number, number>();
    for (const [kind, make] of kinds) {
      for (let n = 0; n < EACH; n += 1) {
        const { status, body } = await bot.post(fields, { authorization: await make(n) });
        expect(status, `${kind}, ${String(n)}`).to.be.oneOf([401, 403]);
        expect(body, kind).to.have.all.keys('type', 'status', 'title');
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }
    expect(counting.runs()).to.equal(before);
    expect(bot.log.filter((line) => line.includes('refused')).length).to.be.at.most(isLong ? 5 : 2);
    if (isLong)
      console.log(`      ${String(kinds.size)} kinds: ${JSON.stringify([...statuses])}, 0 handler runs`);
  });

  it('are good for the channels of their key only', async () => {
    const authorization = `Bearer ${await framework.token()}`;
    const before = counting.runs();
    for (const channelId of ['slack', 'emulator', '', 'MSTEAMS', 'AseChannel', undefined])
      expect((await bot.post({ ...fields, channelId }, { authorization })).status).to.equal(403);
    const signing = { key: framework.bareKey, header: { alg: 'RS256', kid: 'without-endorsements' } };
    const bare = await framework.token({}, signing);
    expect((await bot.post(fields, { authorization: `Bearer ${bare}` })).status).to.equal(403);
    expect(counting.runs()).to.equal(before);
    expect((await bot.post({ ...fields, channelId: 'webchat' }, { authorization })).status).to.equal(200);
  });

  it('are taken within five minutes of their time', async () => {
    const now = Math.floor(Date.now() / 1_000);
    for (const claims of [{ exp: now - 280 }, { nbf: now + 280 }])
      expect(
        (await bot.post(fields, { authorization: `Bearer ${await framework.token(claims)}` })).status,
      ).to.equal(200);
  });

  it('of the Emulator are good for the Emulator', async () => {
    const emulated = await runBot({ ...framework.env, SERVICE_URLS: 'http://localhost:1234' });
    const local = { ...fields, channelId: 'emulator', serviceUrl: 'http://localhost:1234' };
    for (const claims of [{}, { ver: '1.0', appid: framework.env['MICROSOFT_APP_ID'], azp: undefined }]) {
      const authorization = `Bearer ${await framework.emulatorToken(claims)}`;
      expect((await emulated.post(local, { authorization })).status).to.equal(200);
    }
    await emulated.close();
  });

  describe('for a bot of one tenant', () => {
    const TYPES = [
      'message',
      'messageUpdate',
      'messageDelete',
      'messageReaction',
      'conversationUpdate',
      'contactRelationUpdate',
      'installationUpdate',
      'endOfConversation',
      'event',
      'invoke',
      'typing',
      'trace',
      'handoff',
      'command',
      'unheard of',
    ];
    let single: RunningBot;
    let runs: CountingStore;
    before(async () => {
      runs = await countingStore();
      const env = { ...framework.env, MICROSOFT_APP_TYPE: 'SingleTenant', MICROSOFT_APP_TENANT_ID: TENANT };
      single = await runBot(env, { store: runs.store });
    });
    after(() => single.close());

    const post = async (more: Readonly<Record<string, unknown>>, claims = {}) => {
      const authorization = `Bearer ${await framework.token(claims)}`;
      return (await single.post({ ...fields, ...more }, { authorization })).status;
    };
    const conversation = (tenantId: unknown) => ({ conversation: { id: 'talk', tenantId } });

    for (const type of TYPES) {
      it(`a ${type} of another tenant is refused`, async () => {
        const wrong = [
          conversation('other'),
          conversation(TENANT.slice(1)),
          { channelData: { tenant: { id: 'other' } } },
          { ...conversation(TENANT), channelData: { tenant: { id: 'other' } } },
          { ...conversation('other'), channelData: { tenant: { id: TENANT } } },
          { channelData: { tenant: 'other' } },
          { channelData: { tenant: { id: [TENANT] } } },
          {},
        ];
        for (const more of wrong) expect(await post({ type, ...more }), JSON.stringify(more)).to.equal(403);
        expect(await post({ type, ...conversation(TENANT) }, { tid: 'other' })).to.equal(403);
        expect(runs.runs()).to.equal(0);
      });
    }

    it('its own is served', async () => {
      expect(await post(conversation(TENANT))).to.equal(200);
      expect(await post(conversation(TENANT.toUpperCase()))).to.equal(200);
      expect(await post({ channelData: { tenant: { id: TENANT } } })).to.equal(200);
    });
  });
});
