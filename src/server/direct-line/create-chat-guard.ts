import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'restify';
import type { Config } from '../../config.ts';
import type { Channel, Participant, TokenUse } from '../../directline/index.ts';
import { createOriginCheck, FOREIGN, isOwnOrigin } from '../http/check-origin.ts';
import { createRateLimiter } from '../http/create-rate-limiter.ts';
import { createAddressLimit } from '../front/limit-address.ts';
import { isLoopbackCaller, type Call } from '../http/caller-address.ts';
import { createReadLimit, type ReadLimit } from './create-read-limit.ts';
import { refusal } from './refusals.ts';
import type { Problem } from '../http/problem.ts';

/**
 * Decides who may use the web chat, and how much. Each check returns the refusal, or undefined if there is none, and sets the
 * headers that belong to a refusal on the response.
 */
export interface ChatGuard {
  /** Admits callers on this machine, or everybody with PUBLIC_WEBCHAT; only pages of this server and of ALLOWED_ORIGINS. */
  admit(request: Request, response: Response): Problem | undefined;
  /** The same for streams, which have no response to set headers on. */
  admitStream(request: Call): boolean;
  /** Admits pages of this server only. */
  admitOwnPage(request: Request): Problem | undefined;
  /** Admits a request for the token of a new conversation and counts it. Whoever sends the secret is not counted. */
  admitTokenRequest(request: Request, response: Response): Problem | undefined;
  /** Counts a conversation that an address begins or resumes. */
  countConversation(request: Request, response: Response): Problem | undefined;
  /** Gives back a conversation that was counted but could not be begun. */
  giveBackConversation(request: Request): void;
  /** Counts an activity of a conversation. */
  countActivity(participant: Participant, response: Response): Problem | undefined;
  /** Gives back an activity that was counted but could not be taken; it will be sent again. */
  giveBackActivity(participant: Participant): void;
  /** Counts a poll of an address. */
  countPoll(request: Request, response: Response): Problem | undefined;
  /** What addresses read. Polls are counted by `countPoll`. */
  readonly reads: Pick<ReadLimit, 'wait' | 'count'>;
  /** The participant whose token the request carries. */
  readParticipant(request: Request, response: Response): Promise<Participant | Problem>;
}

export interface ChatRules {
  readonly config: Config;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  readonly channel: Channel;
}

/** Builds the guard of the web chat. */
export function createChatGuard({ config, now, channel }: ChatRules): ChatGuard {
  const { trustedProxies, allowedOrigins, publicWebchat, directLineSecretHash } = config;
  const checkOrigin = createOriginCheck(allowedOrigins);
  const newRate = { perMinute: config.webchatRatePerMinute, burst: config.webchatRateBurst };
  const addresses = createAddressLimit(newRate, trustedProxies, now);
  const conversations = createRateLimiter(
    { perMinute: config.conversationRatePerMinute, burst: config.conversationRateBurst },
    now,
  );
  const reads = createReadLimit(config, now);
  const isOpenTo = (request: Call) => publicWebchat || isLoopbackCaller(request, trustedProxies);
  const isOurs = (request: Pick<Request, 'headers'>, origin: string) =>
    isOwnOrigin(request, origin) || allowedOrigins.includes(origin);

  const countConversation: ChatGuard['countConversation'] = (request, response) => {
    const seconds = addresses.wait(request);
    if (seconds === 0) addresses.count(request);
    return tooMany(seconds, response);
  };

  return {
    admit: (request, response) => checkOrigin(request, response) ?? (isOpenTo(request) ? undefined : CLOSED),
    admitStream(request) {
      const { origin } = request.headers;
      return isOpenTo(request) && (origin === undefined || isOurs(request, origin));
    },
    admitOwnPage(request) {
      const { origin } = request.headers;
      if (!isOpenTo(request)) return CLOSED;
      const isForeign =
        origin === undefined ? !isLoopbackCaller(request, trustedProxies) : !isOwnOrigin(request, origin);
      return isForeign ? FOREIGN : undefined;
    },
    admitTokenRequest(request, response) {
      if (directLineSecretHash !== undefined) {
        return isSecret(bearerOf(request) ?? '', directLineSecretHash) ? undefined : NO_SECRET;
      }
      // Every browser sends an Origin with a POST. This keeps pages of other sites out, but not programs.
      const isPage = request.headers.origin !== undefined;
      const isForeign = !isPage && !isLoopbackCaller(request, trustedProxies);
      return isForeign ? FOREIGN : countConversation(request, response);
    },
    countConversation,
    giveBackConversation: addresses.giveBack,
    countActivity: ({ conversation }, response) => tooMany(conversations.take(conversation, 1), response),
    giveBackActivity: ({ conversation }) => conversations.giveBack(conversation, 1),
    countPoll: (request, response) => tooMany(reads.takePoll(request), response),
    reads,
    readParticipant: (request, response) => readParticipant(channel, 'rest', bearerOf(request), response),
  };
}

function tooMany(seconds: number, response: Response): Problem | undefined {
  if (seconds === 0) return undefined;
  response.setHeader('retry-after', String(seconds));
  return TOO_MANY;
}

async function readParticipant(
  { tokens }: Channel,
  use: TokenUse,
  token: string | undefined,
  response: Response,
): Promise<Participant | Problem> {
  if (token === undefined) {
    response.setHeader('www-authenticate', 'Bearer realm="waymark"');
    return NO_TOKEN;
  }
  const verified = await tokens.verify(use, token);
  switch (verified.kind) {
    case 'participant':
      return verified.participant;
    case 'expired':
      return EXPIRED;
    case 'refused':
      return REFUSED;
  }
}

function bearerOf({ headers }: Request): string | undefined {
  return /^Bearer +(\S+)$/iu.exec(headers.authorization ?? '')?.[1];
}

function isSecret(shown: string, hash: string): boolean {
  return timingSafeEqual(createHash('sha256').update(shown).digest(), Buffer.from(hash, 'hex'));
}

const CLOSED = refusal(
  403,
  'Forbidden',
  'Only callers on this machine are served',
  'Call from this machine without a proxy, or set PUBLIC_WEBCHAT and ALLOWED_ORIGINS.',
);
const NO_SECRET = refusal(
  403,
  'BadSecret',
  'The secret is needed',
  'Send it as "Authorization: Bearer SECRET".',
);
const NO_TOKEN = refusal(
  401,
  'MissingToken',
  'A token is needed',
  'Send it as "Authorization: Bearer TOKEN".',
);
const EXPIRED = refusal(403, 'TokenExpired', 'The token has expired', 'Get a new one.');
const REFUSED = refusal(403, 'BadToken', 'The token is not valid', 'Get a new one.');
const TOO_MANY = refusal(429, 'TooManyRequests', 'Too many requests', 'Wait as long as Retry-After says.');
