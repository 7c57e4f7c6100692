import type { Activity } from 'botbuilder';

/** Where the replies of a conversation are sent. */
export interface ReplyAddress {
  readonly serviceUrl: string;
  readonly conversation: string;
}

/** The address of an activity's conversation as JSON, as it is stored; undefined if the activity has no service URL. */
export function replyAddress({ serviceUrl, conversation }: Activity): string | undefined {
  const address: ReplyAddress = { serviceUrl, conversation: conversation.id };
  return serviceUrl === '' ? undefined : JSON.stringify(address);
}

/** Parses an address that `replyAddress` made; undefined if the JSON has another shape. */
export function parseAddress(text: string): ReplyAddress | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('serviceUrl' in value && 'conversation' in value)) return undefined;
  const { serviceUrl, conversation } = value;
  return typeof serviceUrl === 'string' && typeof conversation === 'string'
    ? { serviceUrl, conversation }
    : undefined;
}
