import type { Activity } from 'botbuilder';
import type { Caller } from './create-token-check.ts';

/**
 * Why a caller who is known may not bring this activity, for the operator; undefined where it may. A token is good for
 * one service URL and the channels of its key; a bot of one tenant is for that tenant alone.
 * @param tenant the bot's tenant; undefined where it is for every tenant
 */
export function findTrespass(
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

/** Every tenant that is named must be ours; Teams always names one. */
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
  // A tenant that is something else than {id} is nobody's.
  return typeof tenant === 'object' && tenant !== null && 'id' in tenant ? (tenant.id ?? tenant) : tenant;
}
