import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Returns a name for a key, such as "key 0", which does not reveal the key; undefined for a wrong key. */
export type KeyRing = (key: string) => string | undefined;

/**
 * Recognizes keys by their SHA-256 hashes (hexadecimal). It compares in constant time with every hash, also after a match,
 * so that the time taken reveals neither how much of a key was right nor which key it was.
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

/** The key in a request's headers: `Authorization: Bearer KEY`, else `X-Api-Key: KEY`. */
export function presentedKey(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^bearer +(\S+)$/iu.exec(headers.authorization ?? '')?.[1];
  const header = headers['x-api-key'];
  return bearer ?? (typeof header === 'string' && header !== '' ? header : undefined);
}
