import { BlockList, isIP } from 'node:net';
import { config as loadDotenv } from 'dotenv';
import { z } from 'zod';
import type { AppIdentity } from './bot/index.ts';

/** The environment, parsed. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly knowledgeDir: string;
  readonly dialogsDir: string;
  readonly language: string;
  /** Undefined: no channel can call, and this machine only is served. */
  readonly app: AppIdentity | undefined;
  /** Addresses and networks whose forwarding headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Origins that replies may be sent to, besides the Bot Framework's own. */
  readonly serviceUrls: readonly string[];
}

/** Each setting by the names that it is read under: our own first, then the SDK's spelling. */
export const SETTINGS = {
  port: ['PORT'],
  host: ['HOST'],
  dataDir: ['DATA_DIR'],
  knowledgeDir: ['KNOWLEDGE_DIR'],
  dialogsDir: ['DIALOGS_DIR'],
  // Not LANGUAGE, which many systems set to something like "en_US:en".
  language: ['WAYMARK_LANGUAGE'],
  appId: ['MICROSOFT_APP_ID', 'MicrosoftAppId'],
  appPassword: ['MICROSOFT_APP_PASSWORD', 'MicrosoftAppPassword'],
  appType: ['MICROSOFT_APP_TYPE', 'MicrosoftAppType'],
  appTenantId: ['MICROSOFT_APP_TENANT_ID', 'MicrosoftAppTenantId'],
  trustedProxies: ['TRUSTED_PROXIES'],
  serviceUrls: ['SERVICE_URLS'],
} as const satisfies Record<string, readonly string[]>;

type Setting = keyof typeof SETTINGS;

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
export function readConfig(env: NodeJS.ProcessEnv): ConfigResult {
  const read = readSettings(env);
  const parsed = schema.safeParse(read.values);
  const conflicts = read.conflicts;
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${settingName(issue.path[0])}: ${issue.message}`);
    return { kind: 'refused', problems: [...conflicts, ...problems] };
  }
  const { appId, appPassword, appType, appTenantId, ...rest } = parsed.data;
  const app =
    appId === undefined
      ? undefined
      : { id: appId, password: appPassword, type: appType, tenantId: appTenantId };
  const hostProblem = findHostProblem(rest.host, app);
  const problems = [...conflicts, ...(hostProblem === undefined ? [] : [hostProblem])];
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'config', config: { ...rest, app } };
}

/** Without an app id nobody is authenticated, so the server must not be reachable from other machines. */
export function findHostProblem(host: string, app: AppIdentity | undefined): string | undefined {
  if (app !== undefined || isLoopbackHost(host)) return undefined;
  return `HOST: "${host}" can be reached from other machines, and no app id is set that would authenticate callers. Leave HOST out, or set MICROSOFT_APP_ID.`;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether a host name or address can be reached from this machine only. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/u, '$1').toLowerCase();
  const version = isIP(bare);
  return bare === 'localhost' || (version !== 0 && LOOPBACK.check(bare, version === 6 ? 'ipv6' : 'ipv4'));
}

const list = (check: (entry: string) => boolean, message: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((entry) => (entry.trim() === '' ? [] : [entry.trim()])))
    .refine((entries) => entries.every(check), message);

const schema = z
  .object({
    port: z
      .string()
      .default('3978')
      .refine(
        (text) => /^\d{1,5}$/u.test(text) && Number(text) <= 65_535,
        'not a port. Give a number from 0 to 65535.',
      )
      .transform(Number),
    host: z
      .string()
      .default('127.0.0.1')
      .refine(
        (text) => /^[\w.:[\]-]+$/u.test(text),
        'not a host name or address. Give for example 127.0.0.1.',
      ),
    dataDir: z.string().default('data'),
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
    trustedProxies: list(
      isAddressOrNetwork,
      'not a list of addresses. Give addresses or networks with commas between them, for example 10.0.0.5, 10.1.0.0/16.',
    ),
    serviceUrls: list(
      isServiceOrigin,
      'not a list of service addresses. Give https:// origins with commas between them, for example https://smba.infra.gcc.teams.microsoft.com.',
    ),
  })
  .superRefine(({ appId, appPassword, appType, appTenantId }, context) => {
    const missing = (setting: Setting, message: string) =>
      context.addIssue({ code: 'custom', path: [setting], message });
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

function isAddressOrNetwork(entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** An origin: "https://host", "https://*.host" or, for this machine, "http://localhost:1234". */
function isServiceOrigin(entry: string): boolean {
  const probe = entry.replace('://*.', '://any.');
  if (!URL.canParse(probe)) return false;
  const { origin, protocol, hostname } = new URL(probe);
  const secure = protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
  return secure && (probe === origin || probe === `${origin}/`);
}
