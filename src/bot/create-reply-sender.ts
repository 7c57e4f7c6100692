import type { OutboundFetch } from './outbound-fetch.ts';
import { parseAddress, type SendReplies } from './reply-address.ts';

/** How replies leave. */
export interface Postage {
  /** Whether a service URL may be sent to; asked again for addresses that were stored. */
  readonly allows: (serviceUrl: string) => boolean;
  /** A token for the channel; undefined where no app id is set. */
  readonly token: (() => Promise<string>) | undefined;
  readonly fetch: OutboundFetch;
  /** How long (milliseconds) the channel may take for one reply. */
  readonly limit?: number;
}

const LIMIT = 10_000;

/**
 * Sends replies to the Bot Connector (`POST /v3/conversations/{id}/activities/{replyTo}`, Bot Framework REST API), one
 * after another. Follows no redirect and waits no longer than the limit; rejects where the channel does not take one,
 * with no word of what was in it.
 */
export function createReplySender({ allows, token, fetch, limit = LIMIT }: Postage): SendReplies {
  return async (text, said) => {
    const address = parseAddress(text);
    if (address === undefined || !allows(address.serviceUrl)) throw new Error('the address is not allowed');
    const authorization = token === undefined ? {} : { authorization: `Bearer ${await token()}` };
    for (const activity of said) {
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

/** An id as a part of a path. Two of them mean another path however they are escaped (WHATWG URL, 4.4). */
function pathPart(id: string): string {
  if (id === '.' || id === '..') throw new Error('the id is not allowed');
  return encodeURIComponent(id);
}
