import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { AppRegistration, OutboundFetch } from '../../bot/index.ts';
import { tenantIssuers, type Cloud } from '../../config.ts';
import { createKeySource, type KeySource } from './create-key-source.ts';

/** The authenticated sender of a request. */
export type Caller =
  | {
      readonly kind: 'channel';
      /** The only service URL that its activities may have. */
      readonly serviceUrl: string;
      /** The channels that its activities may come from. */
      readonly channels: readonly string[];
      readonly tenant: string | undefined;
    }
  | { readonly kind: 'emulator'; readonly tenant: string | undefined };

export type Checked =
  | { readonly kind: 'caller'; readonly caller: Caller }
  /** `why` is for the log; the caller is not told. */
  | { readonly kind: 'refused'; readonly why: string }
  /** The keys could not be fetched, so the token could not be checked. */
  | { readonly kind: 'unavailable' };

/** Checks an Authorization header. Never rejects. */
export type TokenCheck = (authorization: string | undefined) => Promise<Checked>;

export interface TokenCheckParts {
  readonly app: AppRegistration;
  readonly cloud: Cloud;
  /** `now`: milliseconds of a monotonic clock; `wallClock`: milliseconds since 1970. */
  readonly now: () => number;
  readonly wallClock: () => number;
  readonly fetch: OutboundFetch;
  readonly report: (cause: unknown) => void;
}

const ALGORITHM = 'RS256';
/** How far clocks may differ, in seconds (Bot Framework: "industry standard clock skew of 5 minutes"). */
const CLOCK_SKEW = 300;
const LONGEST = 8_192;
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/u;

/** The claims that are read; others are ignored. */
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

/** One of the two kinds of callers: the issuers of its tokens, their keys, and the check of its claims. */
interface TrustedSide {
  readonly issuers: readonly string[];
  readonly find: KeySource;
  readonly admit: (claims: Claims, channels: readonly string[]) => Checked;
}

/**
 * Checks tokens by the rules of the Bot Framework (learn.microsoft.com, "Authentication with the Bot Connector API"), more
 * strictly than its SDK: only RS256 is accepted, a token must expire, a channel's token must name its service URL and its key
 * must name its channels, and the Emulator's token must be of the bot's own app.
 *
 *     const check = createTokenCheck({ app, cloud, now, wallClock, fetch, report });
 *     const checked = await check('Bearer …'); // { kind: 'caller', caller: { kind: 'channel', … } }
 */
export function createTokenCheck({ app, cloud, now, wallClock, fetch, report }: TokenCheckParts): TokenCheck {
  const own = app.type === 'MultiTenant' || app.tenantId === undefined ? [] : tenantIssuers(app.tenantId);
  const sides: readonly TrustedSide[] = [
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
    if (token === undefined) return refused('there is no bearer token');
    try {
      return await check(token);
    } catch (error) {
      return refused(error instanceof errors.JOSEError ? error.code : 'the token cannot be read');
    }
  };

  async function check(token: string): Promise<Checked> {
    // Nothing here is trusted yet: it only says which key must have signed the token.
    const { alg, kid } = decodeProtectedHeader(token);
    const { iss } = decodeJwt(token);
    if (alg !== ALGORITHM || kid === undefined)
      return refused('the token has the wrong algorithm or no key id');
    const side = sides.find(({ issuers }) => iss !== undefined && issuers.includes(iss));
    if (side === undefined) return refused('unknown issuer');
    const found = await side.find(kid);
    if (found.kind === 'unavailable') return found;
    if (found.kind === 'unknown') return refused('the key is not known');
    const { payload } = await jwtVerify(token, found.key.key, {
      algorithms: [ALGORITHM],
      issuer: [...side.issuers],
      audience: app.id,
      clockTolerance: CLOCK_SKEW,
      currentDate: new Date(wallClock()),
      requiredClaims: ['exp'],
    });
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success || claims.data.aud !== app.id)
      return refused('the claims have a wrong shape or another audience');
    return side.admit(claims.data, found.key.channels);
  }
}

function admitChannel({ serviceurl, tid }: Claims, channels: readonly string[]): Checked {
  if (serviceurl === undefined) return refused('the token names no service URL');
  return { kind: 'caller', caller: { kind: 'channel', serviceUrl: serviceurl, channels, tenant: tid } };
}

/** Version 1 of the Emulator's token names its app in `appid`, version 2 in `azp`. */
function admitEmulator({ ver = '1.0', appid, azp, tid }: Claims, appId: string): Checked {
  const named = ver === '1.0' ? appid : ver === '2.0' ? azp : undefined;
  return named === appId
    ? { kind: 'caller', caller: { kind: 'emulator', tenant: tid } }
    : refused('the token is of another app');
}

function refused(why: string): Checked {
  return { kind: 'refused', why };
}
