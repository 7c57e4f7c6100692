import type { Activity } from 'botbuilder';
import type { Caller } from './create-token-check.ts';

/**
 * Why an authenticated caller may not send this activity, for the log; undefined if it may. A token is valid for one service
 * URL and for the channels of its key, and a bot of one tenant serves that tenant only.
 * @param tenant the bot's tenant; undefined if it serves every tenant
 */
export function whyForbidden(
  caller: Caller,
  activity: Activity,
  tenant: string | undefined,
): string | undefined {
  switch (caller.kind) {
    case 'channel':
      if (caller.serviceUrl !== activity.serviceUrl) return 'the token is for another service URL';
      if (!caller.channels.includes(activity.channelId)) return 'the key is not for this channel';
      break;
    case 'emulator':
      if (activity.channelId !== 'emulator') return 'the token is for the emulator only';
  }
  return tenant === undefined ? undefined : findForeignTenant(caller, activity, tenant);
}

/** Every tenant that is named must be the bot's. An activity of Teams must name one. */
function findForeignTenant(caller: Caller, activity: Activity, tenant: string): string | undefined {
  const named = [activity.conversation.tenantId, channelTenant(activity.channelData)].filter(
    (each) => each !== undefined && each !== null,
  );
  const ours = (each: unknown) => typeof each === 'string' && each.toLowerCase() === tenant.toLowerCase();
  if (caller.tenant !== undefined && !ours(caller.tenant)) return 'the token is of another tenant';
  if (!named.every(ours)) return 'the activity is of another tenant';
  const unnamed = named.length === 0 && activity.channelId === 'msteams';
  return unnamed ? 'the activity names no tenant' : undefined;
}

function channelTenant(channelData: unknown): unknown {
  if (typeof channelData !== 'object' || channelData === null || !('tenant' in channelData)) return undefined;
  const { tenant } = channelData;
  // A tenant of another shape than {id} is returned as it is: it is then nobody's.
  return typeof tenant === 'object' && tenant !== null && 'id' in tenant ? (tenant.id ?? tenant) : tenant;
}
