import type { INetworkModule } from '@azure/msal-node';
import type { OutboundFetch } from './outbound-fetch.ts';

/** How long (milliseconds) one request for a token may take. */
const LIMIT = 10_000;

/**
 * MSAL's network client on our own `fetch`: with a time limit, which MSAL's client does not have, and through the same
 * proxy as all other calls.
 */
export function createMsalNetwork(fetch: OutboundFetch): INetworkModule {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- MSAL checks the body that it reads
  const send = async <Body>(method: string, url: string, headers = {}, body?: string) => {
    const signal = AbortSignal.timeout(LIMIT);
    const sent = body === undefined ? {} : { body };
    const response = await fetch(url, { method, headers, ...sent, redirect: 'manual', signal });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- see above
      body: (await response.json()) as Body,
    };
  };
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options?.headers),
    sendPostRequestAsync: (url, options) => send('POST', url, options?.headers, options?.body),
  };
}
