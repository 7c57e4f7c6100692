import type { Request, Response } from 'restify';
import { callerAddress, isLoopbackCaller } from '../http/caller-address.ts';
import type { Problem } from '../http/problem.ts';
import { createKeyRing, presentedKey } from './api-keys.ts';
import { createOriginCheck, type OriginCheck } from '../http/check-origin.ts';
import { createRateLimiter, type Rate } from '../http/create-rate-limiter.ts';

/** Who may use the ask API, and how much. */
export interface ApiRules {
  /** SHA-256 hashes of the keys. If there is none, only callers on this machine are served. */
  readonly keyHashes: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly rate: Rate;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

/** Decides who may use the ask API, and how much. It sets the headers that belong to a refusal on the response. */
export interface ApiGuard {
  readonly checkOrigin: OriginCheck;
  /** Whether callers need a key. */
  readonly needsKey: boolean;
  /** A name for the caller, by which questions are counted; undefined if the caller may not use the API. */
  recognize(request: Request): string | undefined;
  /** The refusal for a caller who was not recognized. */
  refuse(request: Request, response: Response): Problem;
  /** The refusal for a caller who has used up the rate; undefined if there is some left. Counts nothing. */
  checkRate(caller: string, response: Response): Problem | undefined;
  /** Counts questions of the caller, or returns the refusal if there are too many; then none is counted. */
  count(caller: string, questions: number, response: Response): Problem | undefined;
}

/** Builds the guard of the ask API. */
export function createApiGuard({ keyHashes, trustedProxies, allowedOrigins, rate, now }: ApiRules): ApiGuard {
  const keyRing = createKeyRing(keyHashes);
  const limiter = createRateLimiter(rate, now);
  const needsKey = keyHashes.length > 0;

  const refuseRate = (seconds: number, response: Response): Problem | undefined => {
    if (seconds === 0) return undefined;
    response.setHeader('retry-after', String(seconds));
    const detail = `At most ${rate.perMinute} questions a minute and ${rate.burst} at once. Try again in ${seconds} s.`;
    return { status: 429, title: 'Too many questions', detail };
  };

  return {
    checkOrigin: createOriginCheck(allowedOrigins),
    needsKey,
    recognize: (request) => {
      if (!needsKey)
        return isLoopbackCaller(request, trustedProxies) ? callerAddress(request, trustedProxies) : undefined;
      const key = presentedKey(request.headers);
      return key === undefined ? undefined : keyRing(key);
    },
    refuse: (request, response) => {
      if (!needsKey) return NOT_FROM_HERE;
      const none = presentedKey(request.headers) === undefined;
      response.setHeader('www-authenticate', none ? CHALLENGE : `${CHALLENGE}, error="invalid_token"`);
      return none ? NO_KEY : WRONG_KEY;
    },
    checkRate: (caller, response) => refuseRate(limiter.wait(caller), response),
    count: (caller, questions, response) => refuseRate(limiter.take(caller, questions), response),
  };
}

const CHALLENGE = 'Bearer realm="waymark"';
const SEND_IT = 'Send it as "Authorization: Bearer KEY" or "X-Api-Key: KEY".';

const NO_KEY: Problem = { status: 401, title: 'An API key is needed', detail: SEND_IT };

const WRONG_KEY: Problem = {
  status: 401,
  title: 'The API key is not valid',
  detail: `Use one of the keys that the operator has set. ${SEND_IT}`,
};

const NOT_FROM_HERE: Problem = {
  status: 403,
  title: 'Only callers on this machine are served',
  detail: 'No API keys are set. Call from this machine without a proxy, or set API_KEYS.',
};
