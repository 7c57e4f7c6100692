import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { readConfig, SETTINGS } from '../src/config.ts';

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).to.deep.equal({
      kind: 'config',
      config: {
        port: 3978,
        host: '127.0.0.1',
        dataDir: 'data',
        knowledgeDir: 'knowledge',
        dialogsDir: 'dialogs',
        language: 'en',
        app: undefined,
        trustedProxies: [],
        serviceUrls: [],
      },
    });
  });

  it('counts a variable that is set to nothing as not set', () => {
    const nothing = Object.fromEntries(
      Object.values(SETTINGS).flatMap((names) => names.map((name) => [name, ' '])),
    );
    expect(readConfig(nothing)).to.deep.equal(readConfig({}));
  });

  it('reads the SDK’s own spelling', () => {
    const sdk = {
      MicrosoftAppId: 'id',
      MicrosoftAppPassword: 'p',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: 't',
    };
    const own = {
      MICROSOFT_APP_ID: 'id',
      MICROSOFT_APP_PASSWORD: 'p',
      MICROSOFT_APP_TYPE: 'SingleTenant',
      MICROSOFT_APP_TENANT_ID: 't',
    };
    expect(readConfig(sdk)).to.deep.equal(readConfig(own));
    expect(readConfig(sdk).kind).to.equal('config');
  });

  it('lists every problem at once, and never a secret', () => {
    const refused = readConfig({
      PORT: '99999',
      HOST: 'not a host',
      WAYMARK_LANGUAGE: '../en',
      MICROSOFT_APP_ID: 'id',
      MICROSOFT_APP_TYPE: 'Odd',
      MICROSOFT_APP_PASSWORD: 'one secret',
      MicrosoftAppPassword: 'another secret',
      TRUSTED_PROXIES: '10.0.0.1, everyone',
      SERVICE_URLS: 'http://example.org',
    });
    expect(namesOf(refused)).to.have.members([
      'MICROSOFT_APP_PASSWORD',
      'PORT',
      'HOST',
      'WAYMARK_LANGUAGE',
      'MICROSOFT_APP_TYPE',
      'TRUSTED_PROXIES',
      'SERVICE_URLS',
    ]);
    expect(JSON.stringify(refused)).to.not.contain('secret');
  });

  const refusals: readonly (readonly [NodeJS.ProcessEnv, string])[] = [
    [{ PORT: '-1' }, 'PORT'],
    [{ PORT: '80.5' }, 'PORT'],
    [{ PORT: '0x50' }, 'PORT'],
    [{ HOST: '0.0.0.0' }, 'HOST'],
    [{ HOST: '::' }, 'HOST'],
    [{ HOST: 'localhost.example' }, 'HOST'],
    [{ MICROSOFT_APP_PASSWORD: 'x' }, 'MICROSOFT_APP_ID'],
    [{ MICROSOFT_APP_ID: 'x' }, 'MICROSOFT_APP_PASSWORD'],
    [{ MICROSOFT_APP_ID: 'x', MICROSOFT_APP_TYPE: 'UserAssignedMSI' }, 'MICROSOFT_APP_TENANT_ID'],
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, 'TRUSTED_PROXIES'],
    [{ TRUSTED_PROXIES: '10.0.0.0/8/8' }, 'TRUSTED_PROXIES'],
    [{ SERVICE_URLS: 'https://example.org/path' }, 'SERVICE_URLS'],
    [{ SERVICE_URLS: 'example.org' }, 'SERVICE_URLS'],
  ];
  for (const [env, name] of refusals) {
    it(`refuses ${JSON.stringify(env)} because of ${name}`, () => {
      expect(namesOf(readConfig(env))).to.deep.equal([name]);
    });
  }

  const accepted: readonly NodeJS.ProcessEnv[] = [
    { PORT: '0' },
    { HOST: 'localhost' },
    { HOST: '127.1.2.3' },
    { HOST: '[::1]' },
    { HOST: '0.0.0.0', MICROSOFT_APP_ID: 'x', MICROSOFT_APP_PASSWORD: 'y' },
    { MICROSOFT_APP_ID: 'x', MicrosoftAppId: 'x', MICROSOFT_APP_PASSWORD: 'y' },
    { MICROSOFT_APP_ID: 'x', MICROSOFT_APP_TYPE: 'UserAssignedMSI', MICROSOFT_APP_TENANT_ID: 't' },
    { TRUSTED_PROXIES: '10.0.0.0/8, fd00::/8,192.0.2.1' },
    { SERVICE_URLS: 'https://*.example.org, https://a.example.org/,http://localhost:1234' },
  ];
  for (const env of accepted) {
    it(`takes ${JSON.stringify(env)}`, () => expect(readConfig(env).kind).to.equal('config'));
  }

  it('explains every setting in .env.example, and no other', () => {
    const example = readFileSync('.env.example', 'utf8');
    const explained = [...example.matchAll(/^# ?(\w+)=/gmu)].map(([, name]) => name);
    expect(explained).to.have.members(Object.values(SETTINGS).flat());
  });
});

function namesOf(result: ReturnType<typeof readConfig>): readonly (string | undefined)[] {
  return result.kind === 'refused' ? result.problems.map((problem) => problem.split(':')[0]) : [];
}
