import type { Activity } from 'botbuilder';
import type { OutboundFetch } from './outbound-fetch.ts';
import { parseAddress } from './reply-address.ts';

/** Sends replies to an address that `replyAddress` made. Rejects if the channel does not accept them. */
export type SendReplies = (address: string, replies: readonly Partial<Activity>[]) => Promise<void>;

/** What replies are sent with. */
export interface ReplySenderOptions {
  /** Whether replies may be sent to a service URL. Stored addresses are checked again, since the settings may have changed. */
  readonly allows: (serviceUrl: string) => boolean;
  /** Resolves to an access token; undefined if no app id is set. */
  readonly token: (() => Promise<string>) | undefined;
  readonly fetch: OutboundFetch;
  /** How long (milliseconds) the channel may take for one reply. */
  readonly limit?: number;
}

const LIMIT = 10_000;

/**
 * Sends replies to the Bot Connector (`POST /v3/conversations/{id}/activities/{replyTo}`, Bot Framework REST API), one
 * after another. Follows no redirect. Rejects if an address is not allowed, or if the channel refuses a reply or does not
 * answer in time; the error says nothing of the reply's content.
 */
export function createReplySender({ allows, token, fetch, limit = LIMIT }: ReplySenderOptions): SendReplies {
  return async (text, replies) => {
    const address = parseAddress(text);
    if (address === undefined || !allows(address.serviceUrl)) throw new Error('the address is not allowed');
    const authorization = token === undefined ? {} : { authorization: `Bearer ${await token()}` };
    for (const activity of replies) {
      const { replyToId } = activity;
      const reply = replyToId === undefined ? '' : `/${pathPart(replyToId)}`;
      const path = `v3/conversations/${pathPart(address.conversation)}/activities${reply}`;
      const base = address.serviceUrl.endsWith('/') ? address.serviceUrl : `${address.serviceUrl}/`;
      const response = await fetch(new URL(path, base), {
        method: 'POST',
        headers: { ...authorization, 'content-type': 'application/json' },
        body: JSON.stringify(activity),
        redirect: 'manual',
        signal: AbortSignal.timeout(limit),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the channel answered ${String(response.status)}`);
    }
  };
}

/** An id as one segment of a path. "." and ".." are refused: however they are escaped they mean another path (WHATWG URL, 4.4). */
function pathPart(id: string): string {
  if (id === '.' || id === '..') throw new Error('the id is not allowed');
  return encodeURIComponent(id);
}
