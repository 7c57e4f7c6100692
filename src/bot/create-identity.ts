import type { AppCredentials } from 'botframework-connector';
import { createTokenSource } from './create-token-source.ts';
import type { OutboundFetch } from './outbound-fetch.ts';

/** The bot's identity at the Bot Framework. */
export interface AppIdentity {
  readonly id: string;
  readonly password: string | undefined;
  readonly type: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId: string | undefined;
}

/** The bot's own side: the tokens that it calls with. Who calls it is not for it to say. */
export interface Identity {
  readonly token: () => Promise<string>;
}

/** Where tokens for channels are had, and for whom they are. */
export interface TokenOffice {
  /** The login address of every tenant's bots; a bot of one tenant has its own beside it. */
  readonly loginUrl: string;
  readonly scope: string;
}

/** The identity of a registered bot; `fetch` gets its tokens. */
export function createIdentity(app: AppIdentity, office: TokenOffice, fetch: OutboundFetch): Identity {
  const settings = {
    MicrosoftAppId: app.id,
    MicrosoftAppPassword: app.password ?? '',
    MicrosoftAppType: app.type,
    MicrosoftAppTenantId: app.tenantId ?? '',
  };
  return {
    token:
      app.type === 'UserAssignedMSI'
        ? tokensOfMachine(app, office, settings)
        : tokensOfSecret(app, office, fetch),
  };
}

function tokensOfSecret(app: AppIdentity, { loginUrl, scope }: TokenOffice, fetch: OutboundFetch) {
  const { id, password, type, tenantId } = app;
  const own = type === 'SingleTenant' ? tenantId : undefined;
  const authority = own === undefined ? loginUrl : new URL(`/${own}`, loginUrl).href;
  return createTokenSource({ clientId: id, clientSecret: password ?? '', authority, audience: scope }, fetch);
}

/** A managed identity asks its own machine, which no proxy stands in front of. */
function tokensOfMachine(
  { id }: AppIdentity,
  { loginUrl, scope }: TokenOffice,
  settings: Readonly<Record<string, string>>,
) {
  let credentials: Promise<AppCredentials> | undefined;
  return async (): Promise<string> => {
    credentials ??= create();
    // It keeps the token itself, and gets a new one before it expires.
    return (await credentials).getToken();
  };

  // Loaded here and not above: nobody should wait for the SDK who does not need it.
  async function create(): Promise<AppCredentials> {
    const [sdk, connector] = await Promise.all([import('botbuilder'), import('botframework-connector')]);
    const factory = new sdk.ConfigurationServiceClientCredentialFactory(settings);
    const made = await factory.createCredentials(id, scope, loginUrl, true);
    if (made instanceof connector.AppCredentials) return made;
    throw new Error('the SDK gave credentials of another kind');
  }
}
