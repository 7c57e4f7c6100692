import type { Activity } from 'botbuilder';
import type { Request, Response } from 'restify';
import type { AppRegistration, OutboundFetch } from '../../bot/index.ts';
import type { Cloud } from '../../config.ts';
import { createRateLimiter, type Rate, type RateLimiter } from '../http/create-rate-limiter.ts';
import { TOO_MANY, type AddressLimit } from '../front/limit-address.ts';
import type { Log } from '../log/index.ts';
import type { Problem } from '../http/problem.ts';
import { requestId } from '../watch/watch-requests.ts';
import { createTokenCheck, type Caller } from './create-token-check.ts';
import { findTrespass } from './find-trespass.ts';

/** Stands in front of the Bot Framework's door. Headers that belong to a refusal are set on the response. */
export interface ActivityGuard {
  /** Who calls; nothing of the body is read. */
  enter(request: Request, response: Response): Promise<Entry>;
}

export type Entry =
  | { readonly kind: 'refused'; readonly problem: Problem }
  | {
      readonly kind: 'entered';
      /** What is wrong with an activity that this caller brings; undefined where nothing is. */
      bring(activity: Activity): Problem | undefined;
    };

export interface GuardParts {
  readonly app: AppRegistration;
  readonly cloud: Cloud;
  /** Those who are refused are counted for their address; those who are let in are not. */
  readonly addressLimit: AddressLimit;
  readonly channelRate: Rate;
  readonly conversationRate: Rate;
  /** Milliseconds of a clock that never goes back, and since 1970. */
  readonly now: () => number;
  readonly wallClock: () => number;
  /** Fetches the keys of the Bot Framework. */
  readonly fetch: OutboundFetch;
  readonly log: Log;
}

/** Builds the guard of a registered bot. */
export function createActivityGuard(parts: GuardParts): ActivityGuard {
  const { app, cloud, addressLimit, now, wallClock, log } = parts;
  const check = createTokenCheck({
    app,
    cloud,
    now,
    wallClock,
    fetch: parts.fetch,
    report: (cause) => log.note('keys-unfetched', { cause }),
  });
  const channels = createRateLimiter(parts.channelRate, now);
  const conversations = createRateLimiter(parts.conversationRate, now);
  const tenant = app.type === 'MultiTenant' ? undefined : app.tenantId;

  return {
    async enter(request, response) {
      const checked = await check(request.headers.authorization);
      switch (checked.kind) {
        case 'unavailable':
          response.setHeader('retry-after', '5');
          return { kind: 'refused', problem: NO_KEYS };
        case 'stranger':
          addressLimit.count(request);
          log.note('caller-refused', { request: requestId(request), why: checked.why });
          response.setHeader('www-authenticate', 'Bearer');
          return { kind: 'refused', problem: STRANGER };
        case 'caller': {
          const { caller } = checked;
          const tooMany = limit(channels, nameOf(caller), response);
          if (tooMany !== undefined) return { kind: 'refused', problem: tooMany };
          return { kind: 'entered', bring: (activity) => bring(caller, activity, request, response) };
        }
      }
    },
  };

  function bring(
    caller: Caller,
    activity: Activity,
    request: Request,
    response: Response,
  ): Problem | undefined {
    const trespass = findTrespass(caller, activity, tenant);
    if (trespass === undefined)
      return limit(conversations, JSON.stringify([activity.channelId, activity.conversation.id]), response);
    log.note('caller-refused', { request: requestId(request), why: trespass });
    return TRESPASS;
  }
}

/** Those who sign with the same key for the same service are one caller. */
function nameOf(caller: Caller): string {
  return caller.kind === 'channel' ? `channel ${caller.serviceUrl}` : caller.kind;
}

function limit(limiter: RateLimiter, name: string, response: Response): Problem | undefined {
  const seconds = limiter.take(name, 1);
  if (seconds === 0) return undefined;
  response.setHeader('retry-after', String(seconds));
  return TOO_MANY;
}

const STRANGER: Problem = { status: 401, title: 'The caller could not be authenticated' };
const TRESPASS: Problem = { status: 403, title: 'The caller may not bring this activity' };
const NO_KEYS: Problem = {
  status: 503,
  title: 'Callers cannot be authenticated at the moment',
  detail: 'Send it again.',
};
