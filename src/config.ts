import { config as loadDotenv } from 'dotenv';
import type { AppRegistration } from './bot/index.ts';
import { isLoopbackHost } from './config/addresses.ts';
import { readSecretFiles } from './config/read-secret-files.ts';
import type { Cloud } from './config/clouds.ts';
import { SECRETS, SETTINGS } from './config/setting-names.ts';
import { settingsSchema } from './config/settings-schema.ts';

export { isLoopbackHost, isSecureAddress } from './config/addresses.ts';
export { SECRETS, SETTINGS } from './config/setting-names.ts';
export { tenantIssuers, type Cloud } from './config/clouds.ts';

/** The environment, parsed. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** A PostgreSQL address; undefined: a SQLite file below `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly knowledgeDir: string;
  readonly dialogsDir: string;
  readonly language: string;
  /** Undefined: no channel can call, and this machine only is served. */
  readonly app: AppRegistration | undefined;
  /** The cloud that the bot is registered in. */
  readonly cloud: Cloud;
  /** Addresses and networks whose forwarding headers are believed. */
  readonly trustedProxies: readonly string[];
  /** The proxy that calls to other machines go through; undefined: none. */
  readonly outboundProxy: string | undefined;
  /** Origins that replies may be sent to, besides the Bot Framework's own. */
  readonly serviceUrls: readonly string[];
  /** Origins of other sites whose pages may call. */
  readonly allowedOrigins: readonly string[];
  /** The SHA-256 of each key of the ask API, in hex; empty: the API serves this machine only. */
  readonly apiKeyHashes: readonly string[];
  /** Questions a minute that each caller of the ask API may ask, and how many of them at once. */
  readonly apiRatePerMinute: number;
  readonly apiRateBurst: number;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
  /** Where the figures are told; without a port: on the server itself, to callers on this machine. */
  readonly metricsPort: number | undefined;
  readonly metricsHost: string;
  /** For so many milliseconds after SIGTERM the server says that it is not ready and still takes requests. */
  readonly stopDelay: number;
  /** Requests a minute from one address that the server looks at, and how many at once; callers of channels aside. */
  readonly addressRatePerMinute: number;
  readonly addressRateBurst: number;
  /** The same for the activities of one channel's service, and of one conversation. */
  readonly channelRatePerMinute: number;
  readonly channelRateBurst: number;
  readonly conversationRatePerMinute: number;
  readonly conversationRateBurst: number;
  /** Open connections, altogether and from one address. */
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
  /** Whether everybody may use the web chat; else callers on this machine only. */
  readonly publicWebchat: boolean;
  /** Signs the tokens of the web chat; undefined: a key that is made at the first start and kept in `dataDir`. */
  readonly directLineSigningKey: string | undefined;
  /** The SHA-256 of what tokens/generate asks for, in hex; undefined: nothing. */
  readonly directLineSecretHash: string | undefined;
  /** Conversations a minute that one address may begin in the web chat, and how many at once. */
  readonly webchatRatePerMinute: number;
  readonly webchatRateBurst: number;
  /** With it the widget talks by way of Azure's Direct Line. */
  readonly azureDirectLineSecret: string | undefined;
  readonly azureDirectLineUrl: string;
  /** Days after the last message until a conversation is deleted, and days until an event is. */
  readonly conversationDays: number;
  readonly eventDays: number;
}

export type ConfigResult =
  | { readonly kind: 'config'; readonly config: Config }
  /** Every problem, each as "NAME: what is wrong and how to mend it"; values that may be secret are never shown. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Puts the settings of a `.env` file, where there is one, into the environment; what is set already stays. */
export function loadEnvironment(): NodeJS.ProcessEnv {
  loadDotenv({ quiet: true });
  return process.env;
}

/** Parses the environment. A variable that is set to nothing counts as not set. */
export function readConfig(environment: NodeJS.ProcessEnv): ConfigResult {
  const secrets = readSecretFiles(environment, SECRETS);
  const read = readSettings(secrets.env);
  const parsed = settingsSchema.safeParse(read.values);
  const conflicts = [...secrets.problems, ...read.conflicts];
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${settingName(issue.path[0])}: ${issue.message}`);
    return { kind: 'refused', problems: [...conflicts, ...problems] };
  }
  const { appId, appPassword, appType, appTenantId, apiKeys: apiKeyHashes, ...others } = parsed.data;
  const {
    channelService,
    channelOpenIdUrl,
    channelIssuer,
    emulatorOpenIdUrl,
    loginUrl,
    scope,
    directLineSecret,
    ...rest
  } = others;
  const app =
    appId === undefined
      ? undefined
      : { id: appId, password: appPassword, type: appType, tenantId: appTenantId };
  const cloud: Cloud = {
    ...channelService,
    channelOpenIdUrl: channelOpenIdUrl ?? channelService.channelOpenIdUrl,
    channelIssuer: channelIssuer ?? channelService.channelIssuer,
    emulatorOpenIdUrl: emulatorOpenIdUrl ?? channelService.emulatorOpenIdUrl,
    loginUrl: loginUrl ?? channelService.loginUrl,
    scope: scope ?? channelService.scope,
  };
  const config: Config = {
    ...rest,
    databaseUrl: rest.databaseUrl,
    outboundProxy: rest.outboundProxy,
    metricsPort: rest.metricsPort,
    directLineSigningKey: rest.directLineSigningKey,
    directLineSecretHash: directLineSecret,
    azureDirectLineSecret: rest.azureDirectLineSecret,
    app,
    cloud,
    apiKeyHashes,
  };
  const hostProblem = findHostProblem(config);
  const problems = [...conflicts, ...(hostProblem === undefined ? [] : [hostProblem])];
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'config', config };
}

/**
 * Without an app id and API keys nobody is authenticated: the server must not be reachable from other machines, unless the
 * web chat is published.
 */
export function findHostProblem({
  host,
  app,
  apiKeyHashes,
  publicWebchat,
}: Pick<Config, 'host' | 'app' | 'apiKeyHashes' | 'publicWebchat'>): string | undefined {
  if (app !== undefined || apiKeyHashes.length > 0 || publicWebchat || isLoopbackHost(host)) return undefined;
  return `HOST: "${host}" can be reached from other machines, and neither an app id nor API keys are set that would authenticate callers. Leave HOST out, or set MICROSOFT_APP_ID or API_KEYS, or publish the web chat with PUBLIC_WEBCHAT.`;
}

/** Each setting's value under whichever of its names it is set. */
function readSettings(env: NodeJS.ProcessEnv): {
  values: Record<string, string>;
  conflicts: readonly string[];
} {
  const values: Record<string, string> = {};
  const conflicts: string[] = [];
  for (const [setting, names] of Object.entries(SETTINGS)) {
    const set = names.flatMap((name) => {
      const value = env[name]?.trim() ?? '';
      return value === '' ? [] : [{ name, value }];
    });
    const [first, second] = set;
    if (first === undefined) continue;
    values[setting] = first.value;
    if (second !== undefined && second.value !== first.value) {
      conflicts.push(`${first.name}: differs from ${second.name}, which means the same. Set one of them.`);
    }
  }
  return { values, conflicts };
}

function settingName(setting: PropertyKey | undefined): string {
  const found = Object.entries(SETTINGS).find(([key]) => key === setting);
  return found?.[1][0] ?? 'environment';
}
