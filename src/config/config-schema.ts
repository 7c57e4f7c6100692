import { z } from 'zod';
import { isLoopbackHost } from './addresses.ts';
import { settingsSchema } from './settings.ts';

type Settings = z.output<typeof settingsSchema>;

/** The settings, checked together, as the configuration. */
export const configSchema = settingsSchema.superRefine(checkTogether).transform(toConfig);

/** The environment, parsed. */
export type Config = Readonly<z.output<typeof configSchema>>;

/**
 * Without an app id and API keys no caller is authenticated. Then the server must not be reachable from other machines,
 * unless the web chat is published. Returns what is wrong and how to fix it, or undefined.
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

function checkTogether(settings: Settings, context: z.RefinementCtx<Settings>): void {
  const { appId, appPassword, appType, appTenantId, publicWebchat, allowedOrigins } = settings;
  const add = (setting: keyof Settings, message: string) =>
    context.addIssue({ code: 'custom', path: [setting], message });
  if (publicWebchat && allowedOrigins.length === 0) {
    add(
      'publicWebchat',
      'true, but ALLOWED_ORIGINS names no site. Set it to the sites that show the widget.',
    );
  }
  if (appId === undefined) {
    if (appPassword !== undefined)
      add('appId', 'missing, but MICROSOFT_APP_PASSWORD is set. Set both or neither.');
    return;
  }
  if (appType !== 'UserAssignedMSI' && appPassword === undefined) {
    add('appPassword', `missing. An app of type ${appType} needs its client secret.`);
  }
  if (appType !== 'MultiTenant' && appTenantId === undefined) {
    add('appTenantId', `missing. An app of type ${appType} needs its tenant's id.`);
  }
}

/** Puts together the settings of the app and those of its cloud. */
function toConfig({ appId, appPassword, appType, appTenantId, channelService, ...settings }: Settings) {
  const { channelOpenIdUrl, channelIssuer, emulatorOpenIdUrl, loginUrl, scope, ...rest } = settings;
  return {
    ...rest,
    databaseUrl: rest.databaseUrl,
    outboundProxy: rest.outboundProxy,
    metricsPort: rest.metricsPort,
    directLineSigningKey: rest.directLineSigningKey,
    directLineSecretHash: rest.directLineSecretHash,
    azureDirectLineSecret: rest.azureDirectLineSecret,
    /** The bot's app registration; undefined: no channel can call, and only callers on this machine are served. */
    app:
      appId === undefined
        ? undefined
        : { id: appId, password: appPassword, type: appType, tenantId: appTenantId },
    /** The cloud that the bot is registered in. */
    cloud: {
      ...channelService,
      channelOpenIdUrl: channelOpenIdUrl ?? channelService.channelOpenIdUrl,
      channelIssuer: channelIssuer ?? channelService.channelIssuer,
      emulatorOpenIdUrl: emulatorOpenIdUrl ?? channelService.emulatorOpenIdUrl,
      loginUrl: loginUrl ?? channelService.loginUrl,
      scope: scope ?? channelService.scope,
    },
  };
}
