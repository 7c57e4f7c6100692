import type { Activity } from 'botbuilder';
import { makeKey } from '../turn/index.ts';

/** The key of a conversation across channels. In a group the conversation is one, whoever speaks. */
export function conversationKey({ channelId, conversation }: Activity): string {
  return makeKey(channelId, conversation.id);
}

/** The key of whoever sent an activity, as the channel knows them. */
export function personKey({ channelId, from }: Activity): string {
  return makeKey(channelId, from.id);
}
