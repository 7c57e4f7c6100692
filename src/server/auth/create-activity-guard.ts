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
import { whyForbidden } from './why-forbidden.ts';

/** Authenticates the callers of the Bot Framework's endpoint; the result authorizes their activities. A refusal sets its headers on the response. */
export interface ActivityGuard {
  /** Authenticates the caller by the request's token; the body is not read. */
  authenticate(request: Request, response: Response): Promise<Authentication>;
}

export type Authentication =
  | { readonly kind: 'refused'; readonly problem: Problem }
  | {
      readonly kind: 'authenticated';
      /** Checks that this caller may send this activity; returns the refusal, or undefined. */
      authorize(activity: Activity): Problem | undefined;
      /** Gives back an activity that was authorized and counted but could not be taken; it will be sent again. */
      giveBack(activity: Activity): void;
    };

export interface GuardParts {
  readonly app: AppRegistration;
  readonly cloud: Cloud;
  /** Refused requests are counted for their address; accepted ones are not. */
  readonly addressLimit: AddressLimit;
  readonly channelRate: Rate;
  readonly conversationRate: Rate;
  /** `now`: milliseconds of a monotonic clock; `wallClock`: milliseconds since 1970. */
  readonly now: () => number;
  readonly wallClock: () => number;
  /** Fetches the keys of the Bot Framework. */
  readonly fetch: OutboundFetch;
  readonly log: Log;
}

/** Creates the guard of a bot with an app id. */
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
    async authenticate(request, response) {
      const checked = await check(request.headers.authorization);
      switch (checked.kind) {
        case 'unavailable':
          response.setHeader('retry-after', '5');
          return { kind: 'refused', problem: NO_KEYS };
        case 'refused':
          addressLimit.count(request);
          log.note('caller-refused', { request: requestId(request), why: checked.why });
          response.setHeader('www-authenticate', 'Bearer');
          return { kind: 'refused', problem: UNAUTHENTICATED };
        case 'caller': {
          const { caller } = checked;
          const tooMany = limit(channels, nameOf(caller), response);
          if (tooMany !== undefined) return { kind: 'refused', problem: tooMany };
          return {
            kind: 'authenticated',
            authorize: (activity) => authorize(caller, activity, request, response),
            giveBack(activity) {
              channels.giveBack(nameOf(caller), 1);
              conversations.giveBack(conversationName(activity), 1);
            },
          };
        }
      }
    },
  };

  function authorize(
    caller: Caller,
    activity: Activity,
    request: Request,
    response: Response,
  ): Problem | undefined {
    const reason = whyForbidden(caller, activity, tenant);
    if (reason === undefined) return limit(conversations, conversationName(activity), response);
    log.note('caller-refused', { request: requestId(request), why: reason });
    return FORBIDDEN;
  }
}

/** The name that a caller is counted under: one for each service of a channel. */
function nameOf(caller: Caller): string {
  return caller.kind === 'channel' ? `channel ${caller.serviceUrl}` : caller.kind;
}

function conversationName({ channelId, conversation }: Activity): string {
  return JSON.stringify([channelId, conversation.id]);
}

function limit(limiter: RateLimiter, name: string, response: Response): Problem | undefined {
  const seconds = limiter.take(name, 1);
  if (seconds === 0) return undefined;
  response.setHeader('retry-after', String(seconds));
  return TOO_MANY;
}

const UNAUTHENTICATED: Problem = { status: 401, title: 'The caller could not be authenticated' };
const FORBIDDEN: Problem = { status: 403, title: 'The caller may not send this activity' };
const NO_KEYS: Problem = {
  status: 503,
  title: 'Callers cannot be authenticated at the moment',
  detail: 'Send the message again.',
};
