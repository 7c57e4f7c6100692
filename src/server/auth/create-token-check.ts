import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { AppRegistration, OutboundFetch } from '../../bot/index.ts';
import { tenantIssuers, type Cloud } from '../../config.ts';
import { createKeySource, type KeySource } from './create-key-source.ts';

/** Whom a token stands for. */
export type Caller =
  | {
      readonly kind: 'channel';
      /** The only service URL that it may give. */
      readonly serviceUrl: string;
      /** The channels that it may speak for. */
      readonly channels: readonly string[];
      readonly tenant: string | undefined;
    }
  | { readonly kind: 'emulator'; readonly tenant: string | undefined };

export type Checked =
  | { readonly kind: 'caller'; readonly caller: Caller }
  /** `why` is for the operator; the caller is not told. */
  | { readonly kind: 'stranger'; readonly why: string }
  /** The keys could not be fetched: the caller may be right. */
  | { readonly kind: 'unavailable' };

/** Says who sent an Authorization header. Never rejects. */
export type TokenCheck = (authorization: string | undefined) => Promise<Checked>;

export interface TokenCheckParts {
  readonly app: AppRegistration;
  readonly cloud: Cloud;
  /** Milliseconds of a clock that never goes back, and since 1970. */
  readonly now: () => number;
  readonly wallClock: () => number;
  readonly fetch: OutboundFetch;
  readonly report: (cause: unknown) => void;
}

const ALGORITHM = 'RS256';
/** Seconds by which clocks may differ (Bot Framework: "industry standard clock skew of 5 minutes"). */
const CLOCK_SKEW = 300;
const LONGEST = 8_192;
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/u;

/** The claims that are read. The rest is of no account. */
const claimsSchema = z.object({
  aud: z.string(),
  exp: z.number(),
  serviceurl: z.string().max(2_000).optional(),
  ver: z.string().optional(),
  appid: z.string().optional(),
  azp: z.string().optional(),
  tid: z.string().optional(),
});

type Claims = z.infer<typeof claimsSchema>;

/** A side from which callers come: who issues its tokens, and who holds its keys. */
interface Gate {
  readonly issuers: readonly string[];
  readonly find: KeySource;
  readonly admit: (claims: Claims, channels: readonly string[]) => Checked;
}

/**
 * Checks tokens as the Bot Framework asks for (learn.microsoft.com, "Authentication with the Bot Connector API"), and more
 * strictly than its SDK: RS256 only, an expiry is demanded, a channel's token names its service URL, its key names its
 * channels, and the Emulator's token is one of the bot's own app. Everything that is not needed is refused.
 */
export function createTokenCheck({ app, cloud, now, wallClock, fetch, report }: TokenCheckParts): TokenCheck {
  const own = app.type === 'MultiTenant' || app.tenantId === undefined ? [] : tenantIssuers(app.tenantId);
  const gates: readonly Gate[] = [
    {
      issuers: [cloud.channelIssuer],
      find: createKeySource({ url: cloud.channelOpenIdUrl, now, fetch, report }),
      admit: admitChannel,
    },
    {
      issuers: [...cloud.emulatorIssuers, ...own],
      find: createKeySource({ url: cloud.emulatorOpenIdUrl, now, fetch, report }),
      admit: (claims) => admitEmulator(claims, app.id),
    },
  ];

  return async (authorization = '') => {
    const token = authorization.length > LONGEST ? undefined : BEARER.exec(authorization)?.[1];
    if (token === undefined) return stranger('there is no bearer token');
    try {
      return await check(token);
    } catch (error) {
      return stranger(error instanceof errors.JOSEError ? error.code : 'the token cannot be read');
    }
  };

  async function check(token: string): Promise<Checked> {
    // Not trusted yet: they say which key is to be asked, and nothing else.
    const { alg, kid } = decodeProtectedHeader(token);
    const { iss } = decodeJwt(token);
    if (alg !== ALGORITHM || kid === undefined) return stranger('the token is not signed as it should be');
    const gate = gates.find(({ issuers }) => iss !== undefined && issuers.includes(iss));
    if (gate === undefined) return stranger('the issuer is another');
    const found = await gate.find(kid);
    if (found.kind === 'unavailable') return found;
    if (found.kind === 'unknown') return stranger('the key is not known');
    const { payload } = await jwtVerify(token, found.key.key, {
      algorithms: [ALGORITHM],
      issuer: [...gate.issuers],
      audience: app.id,
      clockTolerance: CLOCK_SKEW,
      currentDate: new Date(wallClock()),
      requiredClaims: ['exp'],
    });
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success || claims.data.aud !== app.id)
      return stranger('the claims are not as they should be');
    return gate.admit(claims.data, found.key.channels);
  }
}

function admitChannel({ serviceurl, tid }: Claims, channels: readonly string[]): Checked {
  if (serviceurl === undefined) return stranger('the token names no service URL');
  return { kind: 'caller', caller: { kind: 'channel', serviceUrl: serviceurl, channels, tenant: tid } };
}

/** Version 1 of the token names the app in one claim, version 2 in another. */
function admitEmulator({ ver = '1.0', appid, azp, tid }: Claims, appId: string): Checked {
  const named = ver === '1.0' ? appid : ver === '2.0' ? azp : undefined;
  return named === appId
    ? { kind: 'caller', caller: { kind: 'emulator', tenant: tid } }
    : stranger('the token is of another app');
}

function stranger(why: string): Checked {
  return { kind: 'stranger', why };
}
