import { createRemoteJWKSet, customFetch, errors, type CryptoKey } from 'jose';
import { z } from 'zod';
import type { OutboundFetch } from '../../bot/index.ts';
import { isSecureAddress } from '../../config.ts';

/** A key that signs tokens. */
export interface SigningKey {
  readonly key: CryptoKey;
  /** The channels whose activities it may sign for ("endorsements"). */
  readonly channels: readonly string[];
}

export type FoundKey =
  | { readonly kind: 'key'; readonly key: SigningKey }
  /** No such key is published. */
  | { readonly kind: 'unknown' }
  /** The keys could not be fetched, so it is not known whether there is such a key. */
  | { readonly kind: 'unavailable' };

/** Finds a published key by its id (`kid`). Never rejects. */
export type KeySource = (keyId: string) => Promise<FoundKey>;

export interface KeySourceParts {
  /** The address of the OpenID metadata. */
  readonly url: string;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  readonly fetch: OutboundFetch;
  /** Called with the reason whenever the keys could not be fetched. */
  readonly report: (cause: unknown) => void;
}

const ALGORITHM = 'RS256';
/** Keys older than this (milliseconds) are fetched again in the background. */
const STALE = 12 * 3_600_000;
/** For an unknown key id the keys are fetched again, but not more often than this. */
const UNKNOWN_EVERY = 5 * 60_000;
/** After a failure nothing is fetched for this long. */
const RETRY = 10_000;
/** How long one document may take, and its largest size in bytes. */
const LIMIT = 5_000;
const LARGEST = 1024 * 1024;

const metadataSchema = z.object({ jwks_uri: z.string().max(2_000) });

const keySchema = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string(),
  endorsements: z.array(z.string()).catch([]).default([]),
});

/** The keys that can be used; a list without any is refused, so that it does not replace good keys. */
const keysSchema = z.object({
  keys: z
    .array(keySchema.optional().catch(undefined))
    .transform((keys) => keys.filter((key) => key !== undefined))
    .refine((keys) => keys.length > 0, 'no usable key'),
});

/**
 * The keys of an issuer, from its OpenID metadata. `jose` keeps them, finds the one for a token, and lets all callers share
 * one request. What it does not do is added around its `fetch`: keys have endorsements, old keys go on being used while they
 * cannot be fetched, a failure is not repeated at once, and a document has a largest size.
 *
 *     const find = createKeySource({ url: cloud.channelOpenIdUrl, now: () => performance.now(), fetch, report });
 *     const found = await find(kid); // { kind: 'key', key: { key, channels: ['msteams', …] } }
 */
export function createKeySource({ url, now, fetch, report }: KeySourceParts): KeySource {
  let fetched: { readonly at: number; readonly json: string } | undefined;
  let failedAt: number | undefined;
  let endorsements: ReadonlyMap<string, readonly string[]> = new Map();
  const keySet = createRemoteJWKSet(new URL(url), {
    cooldownDuration: 0,
    cacheMaxAge: Infinity,
    timeoutDuration: 3 * LIMIT,
    [customFetch]: fetchKeys,
  });

  return async (keyId) => {
    if (fetched !== undefined && now() - fetched.at > STALE) void keySet.reload().catch(() => undefined);
    try {
      const key = await keySet({ alg: ALGORITHM, kid: keyId });
      return { kind: 'key', key: { key, channels: endorsements.get(keyId) ?? [] } };
    } catch (error) {
      const isUnknown =
        error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
      return { kind: isUnknown ? 'unknown' : 'unavailable' };
    }
  };

  /** Fetches the keys, or answers with those that were fetched a short time ago. */
  async function fetchKeys(): Promise<Response> {
    if (failedAt !== undefined && now() - failedAt < RETRY) throw new Error('the keys could not be fetched');
    if (failedAt === undefined && fetched !== undefined && now() - fetched.at < UNKNOWN_EVERY)
      return new Response(fetched.json);
    try {
      const { jwks_uri: address } = metadataSchema.parse(await fetchJson(url, fetch));
      const { keys } = keysSchema.parse(await fetchJson(address, fetch));
      fetched = { at: now(), json: JSON.stringify({ keys }) };
      failedAt = undefined;
      endorsements = new Map(keys.map((key) => [key.kid, key.endorsements]));
      return new Response(fetched.json);
    } catch (cause) {
      failedAt = now();
      report(cause);
      throw cause;
    }
  }
}

/** Gets a JSON document. Refuses redirects, plain HTTP to other machines, and documents that are too late or too large. */
async function fetchJson(address: string, fetch: OutboundFetch): Promise<unknown> {
  if (!isSecureAddress(address)) throw new Error('the address is neither https nor on this machine');
  const response = await fetch(address, {
    headers: { accept: 'application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(LIMIT),
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new Error(`the answer had the status ${String(response.status)}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> = response.body;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LARGEST) throw new Error('the document is too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}
