import { expect } from 'chai';
import { startServer } from '../../src/server/index.ts';
import { startMessages } from '../../src/server/start-messages.ts';
import { configOf, idleBot, NO_LOG } from '../support/running-bot.ts';

const PUBLIC = { PUBLIC_WEBCHAT: 'true', ALLOWED_ORIGINS: 'https://support.example.com' };
const URL_HERE = 'http://localhost:3978';

describe('what the server says at its start', () => {
  const said = (env: NodeJS.ProcessEnv) => startMessages(configOf(env), URL_HERE, undefined).join('\n');

  it('names what serves this machine only, and how to publish it', () => {
    expect(said({}))
      .to.contain('No app id is set: /api/messages serves callers on this machine only')
      .and.to.contain('No API keys are set: the ask API serves callers on this machine only')
      .and.to.contain('The web chat serves callers on this machine only');
    expect(said({ MICROSOFT_APP_ID: 'id', MICROSOFT_APP_PASSWORD: 'secret' })).to.not.contain('app id');
    expect(said({ API_KEYS: 'a-key-of-an-agent-1' })).to.not.contain('API keys');
  });

  it('says what cannot be told from a program on this machine, as long as anything serves this machine only', () => {
    const everything = {
      ...PUBLIC,
      API_KEYS: 'a-key-of-an-agent-1',
      MICROSOFT_APP_ID: 'id',
      MICROSOFT_APP_PASSWORD: 's',
    };
    expect(said({})).to.match(/adds nothing .* cannot be told from a program here.* TRUSTED_PROXIES/u);
    expect(said(PUBLIC)).to.contain('cannot be told from a program here');
    expect(said(everything)).to.not.contain('cannot be told');
  });

  it('does not say that a published web chat is for this machine only', () => {
    expect(said(PUBLIC))
      .to.contain('The web chat serves everybody, here and on pages of https://support.example.com')
      .and.not.to.match(/web chat serves callers on this machine|the bot serves/u);
  });

  for (const host of ['0.0.0.0', '::', '[::]']) {
    it(`links to an address that can be opened where the server listens on ${host}`, async () => {
      const config = configOf({ HOST: host, ...PUBLIC });
      const start = await startServer(config, idleBot(), NO_LOG);
      if (start.kind === 'refused') throw new Error(start.reason);
      const { url } = start.server;
      expect(url).to.match(/^http:\/\/localhost:\d+$/u);
      expect((await fetch(`${url}/healthz`)).status).to.equal(200);
      await start.server.close();
      const text = startMessages(config, url, undefined).join('\n');
      expect(text).to.contain(`listens on all addresses of this machine; here: ${url}`);
      expect(text).to.not.match(/0\.0\.0\.0|\[::\]/u);
    });
  }

  it('tells where it listens on one address', () => {
    expect(said({})).to.match(/^Waymark listens on http:\/\/localhost:3978$/mu);
  });
});
