import type { Activity } from 'botbuilder';

/** The key of a conversation across channels. In a group the conversation is one, whoever speaks. */
export function conversationKey({ channelId, conversation }: Activity): string {
  return JSON.stringify([channelId, conversation.id]);
}
