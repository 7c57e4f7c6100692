import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type Activity,
} from 'botbuilder';
import { AppCredentials } from 'botframework-connector';
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
  const authentication = new ConfigurationBotFrameworkAuthentication(settings);
  return {
    async authenticate(activity, authorization) {
      await authentication.authenticateRequest(activity, authorization);
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
  const factory = new ConfigurationServiceClientCredentialFactory(settings);
  let credentials: ReturnType<typeof factory.createCredentials> | undefined;
  return async (): Promise<string> => {
    credentials ??= factory.createCredentials(id, AUDIENCE, `${LOGIN}${EVERY_TENANT}`, true);
    const made = await credentials;
    if (!(made instanceof AppCredentials)) throw new Error('the SDK gave credentials of another kind');
    // It keeps the token itself, and gets a new one before it expires.
    return made.getToken();
  };
}
