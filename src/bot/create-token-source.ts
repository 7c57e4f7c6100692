import type { ConfidentialClientApplication, INetworkModule } from '@azure/msal-node';
import type { OutboundFetch } from './outbound-fetch.ts';

/** Who asks for tokens, where, and for whom. */
export interface TokenRequest {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The tenant's login address, "https://login.microsoftonline.com/…". */
  readonly authority: string;
  /** The audience: the address of the Bot Connector's API. */
  readonly audience: string;
}

/** How long (milliseconds) the login service may take. */
const LIMIT = 10_000;

/**
 * Gets tokens of the bot's own with its client secret. MSAL keeps them until shortly before they expire; calls at the
 * same moment share one request.
 */
export function createTokenSource(request: TokenRequest, fetch: OutboundFetch): () => Promise<string> {
  let client: Promise<ConfidentialClientApplication> | undefined;
  let asking: Promise<string> | undefined;
  return () => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };

  async function ask(): Promise<string> {
    client ??= createClient(request, fetch);
    const scopes = [`${request.audience}/.default`];
    const result = await (await client).acquireTokenByClientCredential({ scopes });
    if (result === null) throw new Error('the login service gave no token');
    return result.accessToken;
  }
}

/** Loaded here and not above: without an app id no token is ever asked for. */
async function createClient(
  { clientId, clientSecret, authority }: TokenRequest,
  fetch: OutboundFetch,
): Promise<ConfidentialClientApplication> {
  const { ConfidentialClientApplication } = await import('@azure/msal-node');
  const networkClient = networkOf(fetch);
  return new ConfidentialClientApplication({
    auth: { clientId, clientSecret, authority },
    system: { networkClient },
  });
}

/** MSAL's own network client has no time limit and knows no tunnel that could be shared with the rest. */
function networkOf(fetch: OutboundFetch): INetworkModule {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- MSAL checks what it reads
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
