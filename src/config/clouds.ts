/** The addresses of a Bot Framework cloud, and the issuers of its callers' tokens. */
export interface Cloud {
  /** The OpenID metadata with the keys of channels, and the issuer of their tokens. */
  readonly channelOpenIdUrl: string;
  readonly channelIssuer: string;
  /** The same for the Bot Framework Emulator, whose token is one of the bot's own app. */
  readonly emulatorOpenIdUrl: string;
  readonly emulatorIssuers: readonly string[];
  /** Where the bot gets its own tokens, and their audience. */
  readonly loginUrl: string;
  readonly scope: string;
  /** The origins of this cloud's services, to which replies are sent. `*.` stands for any subdomain. */
  readonly serviceUrls: readonly string[];
}

/** The Bot Framework's own tenants, from which the Emulator gets tokens (as in `botframework-connector` 4.23). */
const TENANTS = {
  botFramework: 'd6d49420-f39b-4df7-a1dc-d59a935871db',
  botFrameworkV3: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  government: 'cab8a31a-1906-4287-a0d8-4eef66b95f6e',
};

/** The issuers of a tenant's tokens: Entra ID signs two versions. */
export function tenantIssuers(
  tenant: string,
  login = 'https://login.microsoftonline.com',
): readonly string[] {
  return [`https://sts.windows.net/${tenant}/`, `${login}/${tenant}/v2.0`];
}

const PUBLIC: Cloud = {
  channelOpenIdUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  channelIssuer: 'https://api.botframework.com',
  emulatorOpenIdUrl: 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
  emulatorIssuers: [...tenantIssuers(TENANTS.botFramework), ...tenantIssuers(TENANTS.botFrameworkV3)],
  loginUrl: 'https://login.microsoftonline.com/botframework.com',
  scope: 'https://api.botframework.com',
  serviceUrls: ['https://smba.trafficmanager.net', 'https://*.botframework.com', 'https://botframework.com'],
};

const GOVERNMENT_LOGIN = 'https://login.microsoftonline.us';

const US_GOVERNMENT: Cloud = {
  channelOpenIdUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  channelIssuer: 'https://api.botframework.us',
  emulatorOpenIdUrl: `${GOVERNMENT_LOGIN}/${TENANTS.government}/v2.0/.well-known/openid-configuration`,
  emulatorIssuers: [
    ...tenantIssuers(TENANTS.government, GOVERNMENT_LOGIN),
    ...tenantIssuers(TENANTS.botFrameworkV3, GOVERNMENT_LOGIN),
  ],
  loginUrl: `${GOVERNMENT_LOGIN}/MicrosoftServices.onmicrosoft.us`,
  scope: 'https://api.botframework.us',
  serviceUrls: [
    'https://smba.infra.gov.teams.microsoft.us',
    'https://smba.infra.dod.teams.microsoft.us',
    'https://*.botframework.azure.us',
  ],
};

/** The clouds by the SDK's name for their channel service; the public cloud's is empty. */
export const CLOUDS: ReadonlyMap<string, Cloud> = new Map([
  ['', PUBLIC],
  ['https://botframework.azure.us', US_GOVERNMENT],
]);
