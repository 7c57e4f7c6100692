import { importJWK, type CryptoKey } from 'jose';
import { z } from 'zod';
import type { OutboundFetch } from '../../bot/index.ts';
import { fetchJson } from './fetch-json.ts';

/** A key that signs tokens. */
export interface SigningKey {
  readonly key: CryptoKey;
  /** Channels whose activities it may sign for ("endorsements"). */
  readonly channels: readonly string[];
}

export type FoundKey =
  | { readonly kind: 'key'; readonly key: SigningKey }
  /** Nobody has published this key. */
  | { readonly kind: 'unknown' }
  /** The keys could not be fetched, so that nothing can be said of it. */
  | { readonly kind: 'unavailable' };

/** Published keys by their id. Never rejects. */
export type KeySource = (keyId: string) => Promise<FoundKey>;

export interface KeySourceParts {
  /** Where the OpenID metadata is. */
  readonly url: string;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly fetch: OutboundFetch;
  readonly report: (cause: unknown) => void;
}

/** Keys are fetched anew after this long, while the old ones go on being used. */
const STALE = 12 * 3_600_000;
/** An id that is not among the keys makes us look again, but not more often than this. */
const UNKNOWN_EVERY = 5 * 60_000;
const RETRY = 10_000;
const MOST_KEYS = 200;

const metadataSchema = z.object({ jwks_uri: z.string().max(2_000) });

const keySchema = z.object({
  kty: z.literal('RSA'),
  use: z.literal('sig').optional(),
  kid: z.string().min(1).max(500),
  // From 2,048 bits on, in base64url.
  n: z.string().min(342).max(1_400),
  e: z.string().max(20),
  endorsements: z.array(z.string().max(200)).max(500).optional(),
});

const keysSchema = z.object({ keys: z.array(z.unknown()).max(MOST_KEYS) });

/**
 * The keys that OpenID metadata lead to. Fetched when first asked for; the last good ones are kept where they cannot be
 * fetched again. However many callers ask, one request is under way at most.
 */
export function createKeySource({ url, now, fetch, report }: KeySourceParts): KeySource {
  let keys: ReadonlyMap<string, SigningKey> | undefined;
  let fetchedAt = 0;
  let tried: { readonly at: number; readonly worked: boolean } | undefined;
  let pending: Promise<void> | undefined;

  return async (keyId) => {
    if (keys !== undefined && now() - fetchedAt > STALE && mayTry(RETRY)) void refresh();
    const known = keys?.get(keyId);
    if (known !== undefined) return { kind: 'key', key: known };
    if (pending !== undefined || mayTry(tried?.worked === true ? UNKNOWN_EVERY : RETRY)) await refresh();
    const found = keys?.get(keyId);
    if (found !== undefined) return { kind: 'key', key: found };
    return tried?.worked === true ? { kind: 'unknown' } : { kind: 'unavailable' };
  };

  function mayTry(every: number): boolean {
    return tried === undefined || now() - tried.at >= every;
  }

  function refresh(): Promise<void> {
    pending ??= fetchKeys(url, fetch).then(
      (fetched) => {
        [keys, fetchedAt, pending] = [fetched, now(), undefined];
        tried = { at: now(), worked: true };
      },
      (cause: unknown) => {
        pending = undefined;
        tried = { at: now(), worked: false };
        report(cause);
      },
    );
    return pending;
  }
}

/** Keys of other kinds and weak ones are left out. */
async function fetchKeys(url: string, fetch: OutboundFetch): Promise<ReadonlyMap<string, SigningKey>> {
  const { jwks_uri: address } = metadataSchema.parse(await fetchJson(url, fetch));
  const listed = keysSchema.parse(await fetchJson(address, fetch)).keys;
  const keys = new Map<string, SigningKey>();
  for (const each of listed) {
    const read = keySchema.safeParse(each);
    if (!read.success) continue;
    const { kid, kty, n, e, endorsements } = read.data;
    const key = await importJWK({ kty, n, e }, 'RS256');
    if (!(key instanceof Uint8Array)) keys.set(kid, { key, channels: endorsements ?? [] });
  }
  if (keys.size === 0) throw new Error('there is no key that could be used');
  return keys;
}
