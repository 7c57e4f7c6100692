import type { AuthenticationResult } from '@azure/msal-node';
import { createMsalNetwork } from './create-msal-network.ts';
import type { OutboundFetch } from './outbound-fetch.ts';

/** The bot's app registration in Azure. */
export interface AppRegistration {
  readonly id: string;
  /** The client secret; a managed identity has none. */
  readonly password: string | undefined;
  readonly type: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId: string | undefined;
}

/** Where the bot gets its tokens, and for which API. */
export interface LoginService {
  /** The login address of bots for all tenants. A bot of one tenant uses its own path on the same host. */
  readonly loginUrl: string;
  /** The audience of the tokens: the address of the Bot Connector's API. */
  readonly scope: string;
}

/** The two ways to `fetch`. */
export interface TokenFetch {
  /** For the login service. */
  readonly outbound: OutboundFetch;
  /** For the managed identity's endpoint, which belongs to this machine: no proxy must stand before it. */
  readonly local: OutboundFetch;
}

type AskForToken = () => Promise<AuthenticationResult | null>;

/**
 * Returns a function that resolves to an access token for the Bot Connector's API. MSAL keeps a token until shortly before
 * it expires; calls at the same moment share one request. Rejects if the login service gives no token.
 *
 *     const token = createTokenSource(app, cloud, { outbound: fetch, local: fetch });
 *     const authorization = `Bearer ${await token()}`;
 */
export function createTokenSource(
  app: AppRegistration,
  login: LoginService,
  fetch: TokenFetch,
): () => Promise<string> {
  let client: Promise<AskForToken> | undefined;
  let pending: Promise<string> | undefined;
  return () => {
    pending ??= requestToken().finally(() => {
      pending = undefined;
    });
    return pending;
  };

  async function requestToken(): Promise<string> {
    client ??=
      app.type === 'UserAssignedMSI'
        ? managedIdentity(app, login, fetch.local)
        : clientSecret(app, login, fetch.outbound);
    const result = await (await client)();
    if (result === null) throw new Error('the login service gave no token');
    return result.accessToken;
  }
}

// MSAL is imported when the first token is needed: a server without an app id never loads it.

async function clientSecret(
  { id, password, type, tenantId }: AppRegistration,
  { loginUrl, scope }: LoginService,
  fetch: OutboundFetch,
): Promise<AskForToken> {
  const { ConfidentialClientApplication } = await import('@azure/msal-node');
  const tenant = type === 'SingleTenant' ? tenantId : undefined;
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: id,
      clientSecret: password ?? '',
      authority: tenant === undefined ? loginUrl : new URL(`/${tenant}`, loginUrl).href,
    },
    system: { networkClient: createMsalNetwork(fetch) },
  });
  return () => client.acquireTokenByClientCredential({ scopes: [`${scope}/.default`] });
}

async function managedIdentity(
  { id }: AppRegistration,
  { scope }: LoginService,
  fetch: OutboundFetch,
): Promise<AskForToken> {
  const { ManagedIdentityApplication } = await import('@azure/msal-node');
  const client = new ManagedIdentityApplication({
    managedIdentityIdParams: { userAssignedClientId: id },
    system: { networkClient: createMsalNetwork(fetch) },
  });
  return () => client.acquireToken({ resource: scope });
}
