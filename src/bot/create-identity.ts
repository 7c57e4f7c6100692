import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type Activity,
} from 'botbuilder';
import { AppCredentials } from 'botframework-connector';

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
const LOGIN = 'https://login.microsoftonline.com/botframework.com';

/** The identity of a registered bot. */
export function createIdentity(app: AppIdentity): Identity {
  const settings = {
    MicrosoftAppId: app.id,
    MicrosoftAppPassword: app.password ?? '',
    MicrosoftAppType: app.type,
    MicrosoftAppTenantId: app.tenantId ?? '',
  };
  const factory = new ConfigurationServiceClientCredentialFactory(settings);
  const authentication = new ConfigurationBotFrameworkAuthentication(settings);
  let credentials: ReturnType<typeof factory.createCredentials> | undefined;
  return {
    async authenticate(activity, authorization) {
      await authentication.authenticateRequest(activity, authorization);
    },
    async token() {
      credentials ??= factory.createCredentials(app.id, AUDIENCE, LOGIN, true);
      const made = await credentials;
      if (!(made instanceof AppCredentials)) throw new Error('the SDK gave credentials of another kind');
      // It keeps the token itself, and gets a new one before it expires.
      return made.getToken();
    },
  };
}
