import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Says whose key this is: a name that tells nothing of the key; undefined for a wrong one. */
export type KeyRing = (key: string) => string | undefined;

/**
 * Compares by SHA-256 in constant time with every key, without stopping at the one that fits: how long it takes tells
 * neither how much of a key was right nor which one it was.
 */
export function createKeyRing(hashes: readonly string[]): KeyRing {
  const known = hashes.map((hash) => Buffer.from(hash, 'hex'));
  return (key) => {
    const hash = createHash('sha256').update(key).digest();
    let owner: string | undefined;
    known.forEach((other, i) => {
      if (timingSafeEqual(hash, other)) owner = `key ${i}`;
    });
    return owner;
  };
}

/** The key of a request: `Authorization: Bearer KEY`, else `X-Api-Key: KEY`. */
export function presentedKey(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^bearer +(\S+)$/iu.exec(headers.authorization ?? '')?.[1];
  const header = headers['x-api-key'];
  return bearer ?? (typeof header === 'string' && header !== '' ? header : undefined);
}
