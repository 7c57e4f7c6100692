import { createSecretKey } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Participant } from './ids.ts';

/**
 * What a token is for, and nothing else. `rest`: the endpoints. `stream`: opening a stream, because it stands in an address.
 * `ticket`: coming back, for a token of the same conversation.
 */
export type TokenUse = 'rest' | 'stream' | 'ticket';

/** What a token says of whoever shows it. */
export type VerifiedToken =
  | { readonly kind: 'participant'; readonly participant: Participant }
  | { readonly kind: 'expired' }
  /** Not ours, for another use, or damaged. */
  | { readonly kind: 'refused' };

/** Tokens that are bound to one conversation and one user (JWT, HS256). */
export interface Tokens {
  /** @param seconds how long it holds */
  issue(use: TokenUse, participant: Participant, seconds: number): Promise<string>;
  verify(use: TokenUse, token: string): Promise<VerifiedToken>;
}

const ISSUER = 'waymark';

/**
 * Tokens signed with one secret.
 * @param now milliseconds since 1970
 */
export function createTokens(secret: string, now: () => number): Tokens {
  const key = createSecretKey(Buffer.from(secret));
  return {
    issue(use, { conversation, user }, seconds) {
      const at = Math.floor(now() / 1_000);
      // `user` is where the genuine client looks for it, `conv` is how Azure names the conversation.
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
