import type { Activity } from 'botbuilder';
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

/** What the SDK does for us: it knows who calls, and gets the tokens that we call with. */
export interface Identity {
  /** Rejects where the caller is not the Bot Framework. */
  readonly authenticate: (activity: Activity, authorization: string) => Promise<void>;
  readonly token: () => Promise<string>;
}

/** The audience of tokens for channels in the public cloud, and where they are had. */
const AUDIENCE = 'https://api.botframework.com';
const LOGIN = 'https://login.microsoftonline.com/';
const EVERY_TENANT = 'botframework.com';

/** The identity of a registered bot; `fetch` gets its tokens. */
export function createIdentity(app: AppIdentity, fetch: OutboundFetch): Identity {
  const settings = {
    MicrosoftAppId: app.id,
    MicrosoftAppPassword: app.password ?? '',
    MicrosoftAppType: app.type,
    MicrosoftAppTenantId: app.tenantId ?? '',
  };
  // Loaded here and not above: nobody should wait for the SDK who does not need it. It is ready when it is first asked.
  const authentication = import('botbuilder').then(
    ({ ConfigurationBotFrameworkAuthentication }) => new ConfigurationBotFrameworkAuthentication(settings),
  );
  return {
    async authenticate(activity, authorization) {
      await (await authentication).authenticateRequest(activity, authorization);
    },
    token: app.type === 'UserAssignedMSI' ? tokensOfMachine(app, settings) : tokensOfSecret(app, fetch),
  };
}

function tokensOfSecret({ id, password, type, tenantId }: AppIdentity, fetch: OutboundFetch) {
  const tenant = type === 'SingleTenant' ? (tenantId ?? EVERY_TENANT) : EVERY_TENANT;
  const authority = `${LOGIN}${tenant}`;
  return createTokenSource(
    { clientId: id, clientSecret: password ?? '', authority, audience: AUDIENCE },
    fetch,
  );
}

/** A managed identity asks its own machine, which no proxy stands in front of. */
function tokensOfMachine({ id }: AppIdentity, settings: Readonly<Record<string, string>>) {
  let credentials: Promise<AppCredentials> | undefined;
  return async (): Promise<string> => {
    credentials ??= create();
    // It keeps the token itself, and gets a new one before it expires.
    return (await credentials).getToken();
  };

  async function create(): Promise<AppCredentials> {
    const [sdk, connector] = await Promise.all([import('botbuilder'), import('botframework-connector')]);
    const factory = new sdk.ConfigurationServiceClientCredentialFactory(settings);
    const made = await factory.createCredentials(id, AUDIENCE, `${LOGIN}${EVERY_TENANT}`, true);
    if (made instanceof connector.AppCredentials) return made;
    throw new Error('the SDK gave credentials of another kind');
  }
}
