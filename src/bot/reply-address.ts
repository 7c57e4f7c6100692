import type { Activity } from 'botbuilder';
import type { Said } from './handle-activity.ts';

/** Sends replies to an address. Rejects where the channel does not take them. */
export type SendReplies = (address: string, said: Said) => Promise<void>;

/** Where the replies of a conversation go. */
export interface ReplyAddress {
  readonly serviceUrl: string;
  readonly conversation: string;
}

/** The address of an activity's conversation, as it is stored; undefined where the channel names none. */
export function replyAddress({ serviceUrl, conversation }: Activity): string | undefined {
  const address: ReplyAddress = { serviceUrl, conversation: conversation.id };
  return serviceUrl === '' ? undefined : JSON.stringify(address);
}

/** Reads what `replyAddress` wrote; undefined for anything else. */
export function parseAddress(text: string): ReplyAddress | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('serviceUrl' in value && 'conversation' in value)) return undefined;
  const { serviceUrl, conversation } = value;
  return typeof serviceUrl === 'string' && typeof conversation === 'string'
    ? { serviceUrl, conversation }
    : undefined;
}
