import { z } from 'zod';
import { isAddressOrNetwork, isProxy, isServiceOrigin, isWebOrigin } from './addresses.ts';
import { CLOUDS } from './clouds.ts';
import { secretSetting, setting } from './setting.ts';
import { count, hash, host, list, port, seconds, secret, secureAddress } from './value-schemas.ts';

/** A key as a header can carry it; a comma would end it. */
const API_KEY = /^[\x21-\x7e]{16,512}$/u;

/** Every setting: how its text is checked and parsed, its default, and the variables that it is read from. */
export const settingsSchema = z.object({
  /** 0 takes any free port. */
  port: setting(port.default('3978').transform(Number), 'PORT'),
  host: setting(host('127.0.0.1'), 'HOST'),
  dataDir: setting(z.string().default('data'), 'DATA_DIR'),
  /** A PostgreSQL address; undefined: a SQLite file in `dataDir`. */
  databaseUrl: secretSetting(
    z
      .string()
      .refine(
        (text) => /^postgres(ql)?:\/\//u.test(text) && URL.canParse(text),
        'not the address of a PostgreSQL database. Give for example postgres://waymark:PASSWORD@db.example.com/waymark, or leave it out for a file.',
      )
      .optional(),
    'DATABASE_URL',
  ),
  knowledgeDir: setting(z.string().default('knowledge'), 'KNOWLEDGE_DIR'),
  dialogsDir: setting(z.string().default('dialogs'), 'DIALOGS_DIR'),
  // Not LANGUAGE, which many systems set to something like "en_US:en".
  language: setting(
    z
      .string()
      .default('en')
      .refine(
        (text) => /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/u.test(text),
        'not a language tag. Give for example en.',
      ),
    'WAYMARK_LANGUAGE',
  ),
  appId: setting(z.string().optional(), 'MICROSOFT_APP_ID', 'MicrosoftAppId'),
  appPassword: secretSetting(z.string().optional(), 'MICROSOFT_APP_PASSWORD', 'MicrosoftAppPassword'),
  appType: setting(
    z
      .enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI'], {
        error: 'not an app type. Give MultiTenant, SingleTenant or UserAssignedMSI.',
      })
      .default('MultiTenant'),
    'MICROSOFT_APP_TYPE',
    'MicrosoftAppType',
  ),
  appTenantId: setting(z.string().optional(), 'MICROSOFT_APP_TENANT_ID', 'MicrosoftAppTenantId'),
  channelService: setting(
    z
      .string()
      .default('')
      .transform((service, context) => {
        const cloud = CLOUDS.get(service);
        if (cloud !== undefined) return cloud;
        const message =
          'not a known cloud. Give https://botframework.azure.us for the US government, or leave it out.';
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      }),
    'CHANNEL_SERVICE',
    'ChannelService',
  ),
  channelOpenIdUrl: setting(
    secureAddress.optional(),
    'CHANNEL_OPENID_URL',
    'ToBotFromChannelOpenIdMetadataUrl',
  ),
  channelIssuer: setting(z.string().optional(), 'CHANNEL_TOKEN_ISSUER', 'ToBotFromChannelTokenIssuer'),
  emulatorOpenIdUrl: setting(
    secureAddress.optional(),
    'EMULATOR_OPENID_URL',
    'ToBotFromEmulatorOpenIdMetadataUrl',
  ),
  loginUrl: setting(secureAddress.optional(), 'CHANNEL_LOGIN_URL', 'ToChannelFromBotLoginUrl'),
  scope: setting(z.string().optional(), 'CHANNEL_OAUTH_SCOPE', 'ToChannelFromBotOAuthScope'),
  /** Addresses and networks whose forwarding headers are believed. */
  trustedProxies: setting(
    list(
      isAddressOrNetwork,
      'not a list of addresses. Give addresses or networks with commas between them, for example 10.0.0.5, 10.1.0.0/16.',
    ),
    'TRUSTED_PROXIES',
  ),
  /** The proxy for calls to other machines; undefined: none. */
  outboundProxy: secretSetting(
    z
      .string()
      .refine(
        isProxy,
        'not the address of a proxy. Give for example http://proxy.example.com:3128, with nothing after it.',
      )
      .optional(),
    'OUTBOUND_PROXY',
  ),
  /** Origins that replies may be sent to, besides the Bot Framework's own. */
  serviceUrls: setting(
    list(
      isServiceOrigin,
      'not a list of service addresses. Give https:// origins with commas between them, for example https://smba.infra.gcc.teams.microsoft.com.',
    ),
    'SERVICE_URLS',
  ),
  /** Origins of other sites whose pages may call. */
  allowedOrigins: setting(
    list(
      isWebOrigin,
      'not a list of origins. Give scheme and host as the browser sends them, nothing after it, with commas between them, for example https://support.example.com.',
    ).transform((origins) => origins.map((origin) => new URL(origin).origin)),
    'ALLOWED_ORIGINS',
  ),
  /** The SHA-256 of each key of the ask API, in hex; empty: the API serves this machine only. */
  apiKeyHashes: secretSetting(
    list(
      (key) => API_KEY.test(key),
      'a key is too short or has characters that are not allowed. Give keys of 16 to 512 letters, digits or signs, without spaces, with commas between them.',
    ).transform((keys) => [...new Set(keys)].map(hash)),
    'API_KEYS',
  ),
  /** Questions that each caller of the ask API may ask, in a minute and at once. */
  apiRatePerMinute: setting(count(1_200, 1_000_000), 'API_RATE_PER_MINUTE'),
  apiRateBurst: setting(count(200, 100_000), 'API_RATE_BURST'),
  logLevel: setting(
    z
      .enum(['error', 'warn', 'info', 'debug'], { error: 'not a level. Give error, warn, info or debug.' })
      .default('info'),
    'LOG_LEVEL',
  ),
  /** The port of the figures; undefined: they are on the server's own port, for callers on this machine. */
  metricsPort: setting(port.transform(Number).optional(), 'METRICS_PORT'),
  metricsHost: setting(host('127.0.0.1'), 'METRICS_HOST'),
  /** For so many milliseconds after SIGTERM the server says that it is not ready and still takes requests. */
  stopDelay: setting(seconds(3), 'STOP_DELAY_SECONDS'),
  /** Requests of one address, in a minute and at once. Activities of channels are not counted. */
  addressRatePerMinute: setting(count(6_000, 1_000_000), 'ADDRESS_RATE_PER_MINUTE'),
  addressRateBurst: setting(count(2_000, 100_000), 'ADDRESS_RATE_BURST'),
  /** Activities of one channel's service, in a minute and at once. */
  channelRatePerMinute: setting(count(60_000, 1_000_000), 'CHANNEL_RATE_PER_MINUTE'),
  channelRateBurst: setting(count(5_000, 100_000), 'CHANNEL_RATE_BURST'),
  /** Activities of one conversation, in a minute and at once. */
  conversationRatePerMinute: setting(count(120, 1_000_000), 'CONVERSATION_RATE_PER_MINUTE'),
  conversationRateBurst: setting(count(40, 100_000), 'CONVERSATION_RATE_BURST'),
  /** Open connections, altogether and from one address. */
  maxConnections: setting(count(10_000, 1_000_000), 'MAX_CONNECTIONS'),
  maxConnectionsPerAddress: setting(count(2_000, 1_000_000), 'MAX_CONNECTIONS_PER_ADDRESS'),
  /** Whether everybody may use the web chat; otherwise callers on this machine only. */
  publicWebchat: setting(
    z
      .enum(['true', 'false'], { error: 'neither true nor false. Give true, or leave it out.' })
      .default('false')
      .transform((text) => text === 'true'),
    'PUBLIC_WEBCHAT',
  ),
  /** Signs the tokens of the web chat; undefined: a key that is made at the first start and kept in `dataDir`. */
  directLineSigningKey: secretSetting(secret(32).optional(), 'DIRECT_LINE_SIGNING_KEY'),
  /** The SHA-256 of the secret that tokens/generate asks for, in hex; undefined: it asks for none. */
  directLineSecretHash: secretSetting(secret(16).transform(hash).optional(), 'DIRECT_LINE_SECRET'),
  /** Conversations that one address may begin in the web chat, in a minute and at once. */
  webchatRatePerMinute: setting(count(30, 1_000_000), 'WEBCHAT_RATE_PER_MINUTE'),
  webchatRateBurst: setting(count(30, 100_000), 'WEBCHAT_RATE_BURST'),
  /** Polls of one address in the web chat, in a minute and at once. */
  webchatPollsPerMinute: setting(count(3_000, 1_000_000), 'WEBCHAT_POLLS_PER_MINUTE'),
  webchatPollsBurst: setting(count(600, 100_000), 'WEBCHAT_POLLS_BURST'),
  /** Kilobytes that one address is sent by polls and streams of the web chat, in a minute and at once. */
  webchatKilobytesPerMinute: setting(count(32_768, 10_000_000), 'WEBCHAT_KILOBYTES_PER_MINUTE'),
  webchatKilobytesBurst: setting(count(16_384, 10_000_000), 'WEBCHAT_KILOBYTES_BURST'),
  /** With it the widget talks by way of Azure's Direct Line. */
  azureDirectLineSecret: secretSetting(secret(16).optional(), 'AZURE_DIRECT_LINE_SECRET'),
  azureDirectLineUrl: setting(
    secureAddress
      .default('https://directline.botframework.com/v3/directline')
      .transform((url) => url.replace(/\/+$/u, '')),
    'AZURE_DIRECT_LINE_URL',
  ),
  /** Days after the last message until a conversation is deleted, and days until an event is. */
  conversationDays: setting(count(30, 3_650), 'CONVERSATION_DAYS'),
  eventDays: setting(count(400, 3_650), 'EVENT_DAYS'),
});
