import { ConfigurationBotFrameworkAuthentication, type Activity } from 'botbuilder';
import { expect } from 'chai';
import { parseActivity } from '../../src/server/routes/parse-activity.ts';
import { APP_ID, SERVICE_URL, startBotFramework, type BotFramework } from '../support/bot-framework.ts';
import { activity, runBot, type RunningBot } from '../support/running-bot.ts';

// The SDK's own check does not run in the server (docs/security.md says why). Whoever ours lets in, the SDK lets in too.
describe('the SDK', () => {
  let framework: BotFramework;
  let bot: RunningBot;
  let sdk: ConfigurationBotFrameworkAuthentication;
  before(async () => {
    framework = await startBotFramework();
    bot = await runBot({ ...framework.env, SERVICE_URLS: 'http://localhost:1234' });
    sdk = new ConfigurationBotFrameworkAuthentication({
      MicrosoftAppId: APP_ID,
      MicrosoftAppPassword: 'secret',
      ToBotFromChannelOpenIdMetadataUrl: `${framework.url}/channel`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${framework.url}/emulator`,
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      OAuthUrl: 'https://api.botframework.com',
      CallerId: 'urn:botframework:azure',
      ValidateAuthority: 'true',
    });
  });
  after(() => Promise.all([bot.close(), framework.close()]));

  const now = () => Math.floor(Date.now() / 1_000);
  const emulated = { channelId: 'emulator', serviceUrl: 'http://localhost:1234' };
  const callers: readonly (readonly [string, Readonly<Record<string, unknown>>, () => Promise<string>])[] = [
    ['a channel', {}, () => framework.token()],
    ['a channel by another of its names', { channelId: 'webchat' }, () => framework.token()],
    ['a channel whose clock goes after', {}, () => framework.token({ exp: now() - 290 })],
    ['a channel whose clock goes before', {}, () => framework.token({ nbf: now() + 290 })],
    ['the Emulator', emulated, () => framework.emulatorToken()],
    [
      'the Emulator of long ago',
      emulated,
      () => framework.emulatorToken({ ver: '1.0', appid: APP_ID, azp: undefined }),
    ],
  ];
  for (const [who, fields, make] of callers) {
    it(`lets ${who} in, as we do`, async () => {
      const sent = activity({ channelId: 'msteams', serviceUrl: SERVICE_URL, text: 'hello', ...fields });
      const authorization = `Bearer ${await make()}`;
      expect((await bot.post(sent, { authorization })).status).to.equal(200);
      const { claimsIdentity } = await sdk.authenticateRequest(activityOf(sent), authorization);
      expect(claimsIdentity.isAuthenticated).to.equal(true);
    });
  }
});

function activityOf(body: unknown): Activity {
  const parsed = parseActivity(body);
  if (parsed.kind === 'malformed') throw new Error(parsed.detail);
  return parsed.activity;
}
