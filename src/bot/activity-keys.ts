import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { makeKey } from '../turn/index.ts';

/** The key of an activity's conversation, unique across channels. A group has one conversation, whoever speaks. */
export function conversationKey({ channelId, conversation }: Activity): string {
  return makeKey(channelId, conversation.id);
}

/** The key of whoever sent an activity, by the channel's id for them. */
export function personKey({ channelId, from }: Activity): string {
  return makeKey(channelId, from.id);
}

/** A hash that tells the speaker from the others in a conversation, without naming them. */
export function speakerId(activity: Activity): string {
  return createHash('sha256').update(personKey(activity)).digest('base64url').slice(0, 16);
}
