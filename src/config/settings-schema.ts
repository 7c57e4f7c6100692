import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isAddressOrNetwork, isProxy, isSecureAddress, isServiceOrigin, isWebOrigin } from './addresses.ts';
import { CLOUDS } from './clouds.ts';

const list = (check: (entry: string) => boolean, message: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((entry) => (entry.trim() === '' ? [] : [entry.trim()])))
    .refine((entries) => entries.every(check), message);

const count = (byDefault: number, largest: number) =>
  z
    .string()
    .default(String(byDefault))
    .transform((text) => (/^\d{1,7}$/u.test(text) ? Number(text) : 0))
    .refine(
      (number) => number >= 1 && number <= largest,
      `not a number. Give a whole number from 1 to ${largest}.`,
    );

const port = z
  .string()
  .refine(
    (text) => /^\d{1,5}$/u.test(text) && Number(text) <= 65_535,
    'not a port. Give a number from 0 to 65535.',
  )
  .transform(Number);

const host = z
  .string()
  .refine((text) => /^[\w.:[\]-]+$/u.test(text), 'not a host name or address. Give for example 127.0.0.1.');

const address = z
  .string()
  .refine(isSecureAddress, 'not an address. Give https:// and so on, or leave it out.')
  .optional();

/** What a header can carry; a comma would end the key. */
const API_KEY = /^[\x21-\x7e]{16,512}$/u;

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** A secret that is sent in a header, or signed with. */
const secret = (shortest: number) =>
  z
    .string()
    .transform((text) => text.trim())
    .refine(
      (text) => text.length >= shortest && /^[\x21-\x7e]{1,512}$/u.test(text),
      `too short, or with characters that do not fit. Give ${String(shortest)} to 512 letters, digits or signs, without spaces.`,
    )
    .optional();

/** Each setting's text, checked and parsed. A message says what is wrong and how to mend it, and never shows the value. */
export const settingsSchema = z
  .object({
    port: port.default(3978),
    host: host.default('127.0.0.1'),
    dataDir: z.string().default('data'),
    databaseUrl: z
      .string()
      .refine(
        (text) => /^postgres(ql)?:\/\//u.test(text) && URL.canParse(text),
        'not the address of a PostgreSQL database. Give for example postgres://waymark:PASSWORD@db.example.com/waymark, or leave it out for a file.',
      )
      .optional(),
    knowledgeDir: z.string().default('knowledge'),
    dialogsDir: z.string().default('dialogs'),
    language: z
      .string()
      .default('en')
      .refine(
        (text) => /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/u.test(text),
        'not a language tag. Give for example en.',
      ),
    appId: z.string().optional(),
    appPassword: z.string().optional(),
    appType: z
      .enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI'], {
        error: 'not an app type. Give MultiTenant, SingleTenant or UserAssignedMSI.',
      })
      .default('MultiTenant'),
    appTenantId: z.string().optional(),
    channelService: z
      .string()
      .default('')
      .transform((service, context) => {
        const cloud = CLOUDS.get(service);
        if (cloud !== undefined) return cloud;
        const message =
          'not a cloud that is known. Give https://botframework.azure.us for the US government, or leave it out.';
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      }),
    channelOpenIdUrl: address,
    channelIssuer: z.string().optional(),
    emulatorOpenIdUrl: address,
    loginUrl: address,
    scope: z.string().optional(),
    trustedProxies: list(
      isAddressOrNetwork,
      'not a list of addresses. Give addresses or networks with commas between them, for example 10.0.0.5, 10.1.0.0/16.',
    ),
    outboundProxy: z
      .string()
      .refine(
        isProxy,
        'not the address of a proxy. Give for example http://proxy.example.com:3128, with nothing behind it.',
      )
      .optional(),
    serviceUrls: list(
      isServiceOrigin,
      'not a list of service addresses. Give https:// origins with commas between them, for example https://smba.infra.gcc.teams.microsoft.com.',
    ),
    allowedOrigins: list(
      isWebOrigin,
      'not a list of origins. Give scheme and host as the browser sends them, nothing behind, with commas between them, for example https://support.example.com.',
    ).transform((origins) => origins.map((origin) => new URL(origin).origin)),
    apiKeys: list(
      (key) => API_KEY.test(key),
      'a key is too short or has characters that do not fit. Give keys of 16 to 512 letters, digits or signs, without spaces, with commas between them.',
    ).transform((keys) => [...new Set(keys)].map(hash)),
    apiRatePerMinute: count(1_200, 1_000_000),
    apiRateBurst: count(200, 100_000),
    logLevel: z
      .enum(['error', 'warn', 'info', 'debug'], { error: 'not a level. Give error, warn, info or debug.' })
      .default('info'),
    metricsPort: port.optional(),
    metricsHost: host.default('127.0.0.1'),
    stopDelay: z
      .string()
      .default('3')
      .refine(
        (text) => /^\d{1,2}(\.\d{1,3})?$/u.test(text) && Number(text) <= 60,
        'not a time. Give seconds from 0 to 60, for example 3.',
      )
      .transform((text) => Number(text) * 1_000),
    addressRatePerMinute: count(6_000, 1_000_000),
    addressRateBurst: count(2_000, 100_000),
    channelRatePerMinute: count(60_000, 1_000_000),
    channelRateBurst: count(5_000, 100_000),
    conversationRatePerMinute: count(120, 1_000_000),
    conversationRateBurst: count(40, 100_000),
    maxConnections: count(10_000, 1_000_000),
    maxConnectionsPerAddress: count(2_000, 1_000_000),
    publicWebchat: z
      .enum(['true', 'false'], { error: 'neither true nor false. Give true, or leave it out.' })
      .default('false')
      .transform((text) => text === 'true'),
    directLineSigningKey: secret(32),
    directLineSecret: secret(16).transform((text) => (text === undefined ? undefined : hash(text))),
    webchatRatePerMinute: count(30, 1_000_000),
    webchatRateBurst: count(30, 100_000),
    azureDirectLineSecret: secret(16),
    azureDirectLineUrl: z
      .string()
      .default('https://directline.botframework.com/v3/directline')
      .refine(isSecureAddress, 'not an address. Give https:// and so on, or leave it out.')
      .transform((url) => url.replace(/\/+$/u, '')),
    conversationDays: count(30, 3_650),
    eventDays: count(400, 3_650),
  })
  .superRefine(({ appId, appPassword, appType, appTenantId, publicWebchat, allowedOrigins }, context) => {
    const missing = (setting: 'appId' | 'appPassword' | 'appTenantId' | 'publicWebchat', message: string) =>
      context.addIssue({ code: 'custom', path: [setting], message });
    if (publicWebchat && allowedOrigins.length === 0) {
      missing(
        'publicWebchat',
        'true, but ALLOWED_ORIGINS names no site. Set it to the sites that show the widget.',
      );
    }
    if (appId === undefined) {
      if (appPassword !== undefined)
        missing('appId', 'missing, but MICROSOFT_APP_PASSWORD is set. Set both or neither.');
      return;
    }
    if (appType !== 'UserAssignedMSI' && appPassword === undefined) {
      missing('appPassword', `missing. An app of type ${appType} needs its client secret.`);
    }
    if (appType !== 'MultiTenant' && appTenantId === undefined) {
      missing('appTenantId', `missing. An app of type ${appType} needs its tenant's id.`);
    }
  });
