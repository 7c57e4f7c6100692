import { createSecretKey } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Participant } from './ids.ts';

/**
 * The one use of a token. `rest`: calls of the endpoints. `stream`: opening a stream; it stands in an address, which proxies
 * may log. `ticket`: getting a new token of the same conversation another day.
 */
export type TokenUse = 'rest' | 'stream' | 'ticket';

/** What a token proves. */
export type VerifiedToken =
  | { readonly kind: 'participant'; readonly participant: Participant }
  | { readonly kind: 'expired' }
  /** It is not ours, is for another use, or is damaged. */
  | { readonly kind: 'refused' };

/** Tokens for one conversation and one user (JWT, HS256). */
export interface Tokens {
  /** @param seconds how long the token is valid */
  issue(use: TokenUse, participant: Participant, seconds: number): Promise<string>;
  verify(use: TokenUse, token: string): Promise<VerifiedToken>;
}

const ISSUER = 'waymark';

/**
 * Issues and verifies tokens with one secret.
 *
 *     const tokens = createTokens(secret, Date.now);
 *     const token = await tokens.issue('rest', participant, 1_800);
 *     await tokens.verify('rest', token); // { kind: 'participant', participant }
 *     await tokens.verify('stream', token); // { kind: 'refused' }
 * @param now milliseconds since 1970
 */
export function createTokens(secret: string, now: () => number): Tokens {
  const key = createSecretKey(Buffer.from(secret));
  return {
    issue(use, { conversation, user }, seconds) {
      const at = Math.floor(now() / 1_000);
      // Microsoft's client reads `user`; `conv` is Azure's name for the conversation.
      return new SignJWT({ conv: conversation, user })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(use)
        .setIssuedAt(at)
        .setExpirationTime(at + seconds)
        .sign(key);
    },
    async verify(use, token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: use,
          requiredClaims: ['exp'],
          currentDate: new Date(now()),
        });
        const { conv: conversation, user } = payload;
        return typeof conversation === 'string' && typeof user === 'string'
          ? { kind: 'participant', participant: { conversation, user } }
          : { kind: 'refused' };
      } catch (error) {
        return { kind: error instanceof errors.JWTExpired ? 'expired' : 'refused' };
      }
    },
  };
}
