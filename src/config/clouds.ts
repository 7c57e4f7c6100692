/** Where a cloud of the Bot Framework has its doors, and who signs the tokens of its callers. */
export interface Cloud {
  /** OpenID metadata of the keys that sign what channels send, and the issuer that their tokens name. */
  readonly channelOpenIdUrl: string;
  readonly channelIssuer: string;
  /** The same for the Bot Framework Emulator, which calls with a token of the bot's own app. */
  readonly emulatorOpenIdUrl: string;
  readonly emulatorIssuers: readonly string[];
  /** Where the bot gets its own tokens, and for whom. */
  readonly loginUrl: string;
  readonly scope: string;
  /** Origins that channels of this cloud take replies at. `*.` stands for any name below. */
  readonly serviceUrls: readonly string[];
}

/** Tenants of the Bot Framework itself, from which the Emulator gets tokens (`botframework-connector`, 4.23). */
const TENANTS = {
  botFramework: 'd6d49420-f39b-4df7-a1dc-d59a935871db',
  botFrameworkV3: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  government: 'cab8a31a-1906-4287-a0d8-4eef66b95f6e',
};

/** Issuers of a tenant's tokens, in the two versions that Entra ID signs. */
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

/** The clouds by their channel service, as the SDK names them; the public one has no name. */
export const CLOUDS: ReadonlyMap<string, Cloud> = new Map([
  ['', PUBLIC],
  ['https://botframework.azure.us', US_GOVERNMENT],
]);
