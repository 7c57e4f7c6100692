import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import * as z from 'zod';
import { readConfig, SECRETS, SETTINGS } from '../src/config.ts';
import { settingsSchema } from '../src/config/settings.ts';

/** As the SDK knows it (`botframework-connector`, authenticationConstants and tokenValidationParameters). */
const PUBLIC_CLOUD = {
  channelOpenIdUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  channelIssuer: 'https://api.botframework.com',
  emulatorOpenIdUrl: 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
  emulatorIssuers: [
    'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
    'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0',
    'https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/',
    'https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0',
  ],
  loginUrl: 'https://login.microsoftonline.com/botframework.com',
  scope: 'https://api.botframework.com',
  serviceUrls: ['https://smba.trafficmanager.net', 'https://*.botframework.com', 'https://botframework.com'],
};

/** The default of each setting that has one, by its first name, as it would be written. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(
    z.toJSONSchema(settingsSchema, { io: 'input', unrepresentable: 'any' }).properties ?? {},
  ).flatMap(([setting, schema]) => {
    const name = SETTINGS.get(setting)?.[0];
    const value = typeof schema === 'object' ? schema.default : undefined;
    return name !== undefined && typeof value === 'string' ? [[name, value] as const] : [];
  }),
  // These have the default of the cloud.
  ['CHANNEL_OPENID_URL', PUBLIC_CLOUD.channelOpenIdUrl],
  ['CHANNEL_TOKEN_ISSUER', PUBLIC_CLOUD.channelIssuer],
  ['EMULATOR_OPENID_URL', PUBLIC_CLOUD.emulatorOpenIdUrl],
  ['CHANNEL_LOGIN_URL', PUBLIC_CLOUD.loginUrl],
  ['CHANNEL_OAUTH_SCOPE', PUBLIC_CLOUD.scope],
]);

const DOCUMENTS = [
  'README.md',
  ...readdirSync('docs')
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

/** What .env.example shows behind each name. */
function exampleValues(): ReadonlyMap<string, string> {
  const lines = readFileSync('.env.example', 'utf8').matchAll(/^# ?(\w+)=(.*)$/gmu);
  return new Map([...lines].map(([, name = '', value = '']) => [name, value]));
}

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).to.deep.equal({
      kind: 'config',
      config: {
        port: 3978,
        host: '127.0.0.1',
        dataDir: 'data',
        databaseUrl: undefined,
        knowledgeDir: 'knowledge',
        dialogsDir: 'dialogs',
        language: 'en',
        app: undefined,
        cloud: PUBLIC_CLOUD,
        trustedProxies: [],
        outboundProxy: undefined,
        serviceUrls: [],
        allowedOrigins: [],
        apiKeyHashes: [],
        apiRatePerMinute: 1_200,
        apiRateBurst: 200,
        logLevel: 'info',
        metricsPort: undefined,
        metricsHost: '127.0.0.1',
        stopDelay: 3_000,
        addressRatePerMinute: 6_000,
        addressRateBurst: 2_000,
        channelRatePerMinute: 60_000,
        channelRateBurst: 5_000,
        conversationRatePerMinute: 120,
        conversationRateBurst: 40,
        maxConnections: 10_000,
        maxConnectionsPerAddress: 2_000,
        publicWebchat: false,
        directLineSigningKey: undefined,
        directLineSecretHash: undefined,
        webchatRatePerMinute: 30,
        webchatRateBurst: 30,
        webchatPollsPerMinute: 3_000,
        webchatPollsBurst: 600,
        webchatKilobytesPerMinute: 32_768,
        webchatKilobytesBurst: 16_384,
        azureDirectLineSecret: undefined,
        azureDirectLineUrl: 'https://directline.botframework.com/v3/directline',
        conversationDays: 30,
        eventDays: 400,
      },
    });
  });

  it('counts a variable that is set to nothing as not set', () => {
    const nothing = Object.fromEntries(
      [...SETTINGS.values()].flatMap((names) => names.map((name) => [name, ' '])),
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
      OUTBOUND_PROXY: 'socks://user:secret@example.org',
      SERVICE_URLS: 'http://example.org',
      ALLOWED_ORIGINS: '*',
      API_KEYS: 'a-secret-of-some-length,secret',
      API_RATE_PER_MINUTE: 'many',
      API_RATE_BURST: '0',
    });
    expect(namesOf(refused)).to.have.members([
      'MICROSOFT_APP_PASSWORD',
      'PORT',
      'HOST',
      'WAYMARK_LANGUAGE',
      'MICROSOFT_APP_TYPE',
      'TRUSTED_PROXIES',
      'OUTBOUND_PROXY',
      'SERVICE_URLS',
      'ALLOWED_ORIGINS',
      'API_KEYS',
      'API_RATE_PER_MINUTE',
      'API_RATE_BURST',
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
    [{ OUTBOUND_PROXY: 'proxy.example.org:3128' }, 'OUTBOUND_PROXY'],
    [{ OUTBOUND_PROXY: 'http://proxy.example.org:3128/path' }, 'OUTBOUND_PROXY'],
    [{ SERVICE_URLS: 'https://example.org/path' }, 'SERVICE_URLS'],
    [{ SERVICE_URLS: 'example.org' }, 'SERVICE_URLS'],
    [{ ALLOWED_ORIGINS: 'https://example.org/path' }, 'ALLOWED_ORIGINS'],
    [{ ALLOWED_ORIGINS: 'https://*.example.org' }, 'ALLOWED_ORIGINS'],
    [{ ALLOWED_ORIGINS: 'https://EXAMPLE.org' }, 'ALLOWED_ORIGINS'],
    [{ ALLOWED_ORIGINS: 'https://example.org:443' }, 'ALLOWED_ORIGINS'],
    [{ ALLOWED_ORIGINS: 'null' }, 'ALLOWED_ORIGINS'],
    [{ ALLOWED_ORIGINS: 'file:///page.html' }, 'ALLOWED_ORIGINS'],
    [{ API_KEYS: 'fifteen-letters' }, 'API_KEYS'],
    [{ API_KEYS: 'one key with spaces' }, 'API_KEYS'],
    [{ API_KEYS: 'ein-schlüssel-mit-ü' }, 'API_KEYS'],
    [{ API_KEYS: 'k'.repeat(513) }, 'API_KEYS'],
    [{ CHANNEL_SERVICE: 'https://botframework.example' }, 'CHANNEL_SERVICE'],
    [{ CHANNEL_OPENID_URL: 'http://login.botframework.com/keys' }, 'CHANNEL_OPENID_URL'],
    [{ CHANNEL_OPENID_URL: 'https://user@login.botframework.com/keys' }, 'CHANNEL_OPENID_URL'],
    [{ EMULATOR_OPENID_URL: 'nowhere' }, 'EMULATOR_OPENID_URL'],
    [{ CHANNEL_LOGIN_URL: 'file:///token' }, 'CHANNEL_LOGIN_URL'],
    [{ ADDRESS_RATE_PER_MINUTE: '0' }, 'ADDRESS_RATE_PER_MINUTE'],
    [{ CHANNEL_RATE_BURST: 'many' }, 'CHANNEL_RATE_BURST'],
    [{ CONVERSATION_RATE_PER_MINUTE: '-5' }, 'CONVERSATION_RATE_PER_MINUTE'],
    [{ MAX_CONNECTIONS: '0' }, 'MAX_CONNECTIONS'],
    [{ API_RATE_PER_MINUTE: '0' }, 'API_RATE_PER_MINUTE'],
    [{ API_RATE_PER_MINUTE: '1.5' }, 'API_RATE_PER_MINUTE'],
    [{ API_RATE_PER_MINUTE: '1000001' }, 'API_RATE_PER_MINUTE'],
    [{ API_RATE_BURST: '-1' }, 'API_RATE_BURST'],
    [{ API_RATE_BURST: '1e3' }, 'API_RATE_BURST'],
    [{ HOST: '0.0.0.0', API_KEYS: ',' }, 'HOST'],
    [{ PUBLIC_WEBCHAT: 'yes', ALLOWED_ORIGINS: 'https://example.org' }, 'PUBLIC_WEBCHAT'],
    [{ PUBLIC_WEBCHAT: 'true' }, 'PUBLIC_WEBCHAT'],
    [{ DIRECT_LINE_SIGNING_KEY: 'k'.repeat(31) }, 'DIRECT_LINE_SIGNING_KEY'],
    [{ DIRECT_LINE_SECRET: 'fifteen-letters' }, 'DIRECT_LINE_SECRET'],
    [{ AZURE_DIRECT_LINE_SECRET: 'a secret with spaces' }, 'AZURE_DIRECT_LINE_SECRET'],
    [{ AZURE_DIRECT_LINE_URL: 'http://directline.example' }, 'AZURE_DIRECT_LINE_URL'],
    [{ WEBCHAT_RATE_PER_MINUTE: '0' }, 'WEBCHAT_RATE_PER_MINUTE'],
    [{ CONVERSATION_DAYS: '0' }, 'CONVERSATION_DAYS'],
    [{ EVENT_DAYS: '3651' }, 'EVENT_DAYS'],
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
    { OUTBOUND_PROXY: 'http://proxy.example.org:3128' },
    { OUTBOUND_PROXY: 'https://name:password@proxy.example.org' },
    { SERVICE_URLS: 'https://*.example.org, https://a.example.org/,http://localhost:1234' },
    { ALLOWED_ORIGINS: 'https://example.org, https://a.example.org/,http://localhost:1234' },
    { API_KEYS: 'sixteen-letters!, "$&/()=?`*+#<>|;:_-' },
    { HOST: '0.0.0.0', API_KEYS: 'a-key-of-an-agent-1' },
    { HOST: '0.0.0.0', PUBLIC_WEBCHAT: 'true', ALLOWED_ORIGINS: 'https://example.org' },
    { DIRECT_LINE_SIGNING_KEY: 'k'.repeat(32), DIRECT_LINE_SECRET: 'sixteen-letters!' },
    { CHANNEL_SERVICE: 'https://botframework.azure.us' },
    { ChannelService: 'https://botframework.azure.us', CHANNEL_TOKEN_ISSUER: 'https://issuer.example' },
    { CHANNEL_OPENID_URL: 'http://127.0.0.1:1234/keys', EMULATOR_OPENID_URL: 'https://keys.example/' },
  ];
  for (const env of accepted) {
    it(`takes ${JSON.stringify(env)}`, () => expect(readConfig(env).kind).to.equal('config'));
  }

  it('keeps the hash of each API key once, and no key', () => {
    const read = readConfig({ API_KEYS: 'a-key-of-an-agent-1, a-key-of-an-agent-2,a-key-of-an-agent-1,' });
    const hashes = ['1', '2'].map((n) => createHash('sha256').update(`a-key-of-an-agent-${n}`).digest('hex'));
    expect(read).to.have.nested.property('config.apiKeyHashes').that.deep.equals(hashes);
    expect(JSON.stringify(read)).to.not.contain('a-key-of');
  });

  it('takes secrets from files, and says which cannot be read or is given twice', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-config-'));
    const file = join(folder, 'secret');
    writeFileSync(file, 'a-key-of-an-agent-1\n');
    const read = readConfig({ API_KEYS_FILE: file });
    const twice = readConfig({ API_KEYS_FILE: file, API_KEYS: 'a-key-of-an-agent-2' });
    rmSync(folder, { recursive: true });
    expect(read).to.deep.equal(readConfig({ API_KEYS: 'a-key-of-an-agent-1' }));
    expect(namesOf(twice)).to.deep.equal(['API_KEYS_FILE']);
    for (const name of SECRETS) {
      expect(namesOf(readConfig({ [`${name}_FILE`]: file }))).to.include(`${name}_FILE`);
    }
  });

  it('explains the files of secrets in .env.example', () => {
    const example = readFileSync('.env.example', 'utf8');
    for (const name of SECRETS) expect(example).to.contain(`${name}_FILE`);
  });

  it('knows the cloud of the US government, and keeps the rest of it where one address is set', () => {
    const read = readConfig({
      CHANNEL_SERVICE: 'https://botframework.azure.us',
      CHANNEL_OPENID_URL: 'http://localhost:1/keys',
    });
    expect(read).to.have.nested.property('config.cloud.channelIssuer', 'https://api.botframework.us');
    expect(read).to.have.nested.property('config.cloud.channelOpenIdUrl', 'http://localhost:1/keys');
    expect(read).to.have.nested.property('config.cloud.scope', 'https://api.botframework.us');
  });

  it('gives origins as browsers send them', () => {
    const read = readConfig({ ALLOWED_ORIGINS: 'https://example.org/, http://localhost:5173' });
    expect(read)
      .to.have.nested.property('config.allowedOrigins')
      .that.deep.equals(['https://example.org', 'http://localhost:5173']);
  });

  it('explains every setting in .env.example, and no other', () => {
    expect([...exampleValues().keys()]).to.have.members([...SETTINGS.values()].flat());
  });

  it('has the defaults that .env.example shows', () => {
    const shown = Object.fromEntries([...exampleValues()].filter(([, value]) => value !== ''));
    const known = [...DEFAULTS].filter(([, value]) => value !== '');
    expect(shown).to.deep.equal(Object.fromEntries(known));
    expect(readConfig(shown)).to.deep.equal(readConfig({}));
  });

  it('knows every setting that the documents name, and has the numbers that they give', () => {
    const names = new Set([...SETTINGS.values()].flat());
    const known = new Set([...names, ...SECRETS.map((name) => `${name}_FILE`)]);
    const table = /^\| to .*?\n\n/msu.exec(readFileSync('docs/operations.md', 'utf8'))?.[0] ?? '';
    const named = [...table.matchAll(/`([A-Z_]+)`/gu)].map(([, name = '']) => name);
    expect(named).to.include.members(['MICROSOFT_APP_ID', 'DATABASE_URL']);
    expect(named.filter((name) => !known.has(name))).to.deep.equal([]);
    for (const name of SECRETS) expect(named).to.include(`${name}_FILE`);

    const numbers = DOCUMENTS.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/`([A-Z_]+)`[,;:]? (?:\(|by default )?([\d,]+)\b/gu)]
        .filter(([, name = '']) => names.has(name))
        .map(([, name = '', number = '']) => [file, name, number.replaceAll(',', '')] as const),
    );
    expect(numbers.length).to.be.at.least(2);
    for (const [file, name, number] of numbers)
      expect(number, `${name} in ${file}`).to.equal(DEFAULTS.get(name));
  });
});

function namesOf(result: ReturnType<typeof readConfig>): readonly (string | undefined)[] {
  return result.kind === 'refused' ? result.problems.map((problem) => problem.split(':')[0]) : [];
}
