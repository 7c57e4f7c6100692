import type { Request, Response, Server } from 'restify';
import {
  activitySetJson,
  parseUserActivity,
  parseWatermark,
  type Access,
  type Channel,
  type StreamAccess,
  type Participant,
} from '../../directline/index.ts';
import { sendPreflight } from '../http/check-origin.ts';
import { sendProblem, type Problem } from '../http/problem.ts';
import { readJson } from '../http/read-json.ts';
import { sendJsonText } from '../http/send-json.ts';
import { requestId } from '../watch/watch-requests.ts';
import { createConcurrencyLimit } from './create-concurrency-limit.ts';
import type { ChatGuard } from './create-chat-guard.ts';
import {
  FAILED,
  NO_SOCKET,
  NO_UPLOADS,
  NOT_YOURS,
  refusal,
  UNAVAILABLE,
  NO_CONVERSATION,
} from './refusals.ts';
import { DIRECT_LINE, streamUrl } from './stream-url.ts';

export interface DirectLineRoutes {
  readonly channel: Channel;
  readonly guard: ChatGuard;
  readonly trustedProxies: readonly string[];
}

/** Sends the response, or returns the problem to send. */
type Handler = (
  request: Request,
  response: Response,
  participant: Participant,
) => Promise<Problem | undefined>;

/** The request headers that Microsoft's client, `fetch` and jQuery send. */
const HEADERS = 'Authorization, Content-Type, X-Ms-Bot-Agent, X-Requested-With';

/** The most polls of one conversation that are answered at the same time. Each browser tab has one. */
const MOST_POLLS = 4;

/** Adds the endpoints of Direct Line 3.0, except the WebSocket stream (`serveStreams`). */
export function addDirectLineRoutes(
  server: Server,
  { channel, guard, trustedProxies }: DirectLineRoutes,
): void {
  const CONVERSATION = `${DIRECT_LINE}/conversations/:conversation`;
  const paths = new Set<string>();
  const polls = createConcurrencyLimit(MOST_POLLS);

  open('post', `${DIRECT_LINE}/tokens/generate`, async (request, response) => {
    const problem = guard.admitTokenRequest(request, response);
    if (problem === undefined) sendAccess(response, await channel.generateToken());
    return problem;
  });
  withParticipant('post', `${DIRECT_LINE}/tokens/refresh`, async (_request, response, participant) => {
    sendAccess(response, await channel.refreshToken(participant));
    return undefined;
  });
  withParticipant('post', `${DIRECT_LINE}/conversations`, async (request, response, participant) => {
    const begun = await channel.startConversation(participant, requestId(request));
    if (begun.kind === 'begun' || begun.kind === 'joined') {
      sendStreamAccess(request, response, begun.kind === 'begun' ? 201 : 200, begun.joined);
      return undefined;
    }
    return problemOf(begun.kind, response);
  });
  withParticipant('get', CONVERSATION, async (request, response, participant) => {
    const joined = await channel.reconnect(participant, watermarkOf(request));
    if (joined.kind !== 'joined') return problemOf(joined.kind, response);
    sendStreamAccess(request, response, 200, joined.joined);
    return undefined;
  });
  withParticipant('post', `${CONVERSATION}/activities`, async (request, response, participant) => {
    const tooMany = guard.countActivity(participant, response);
    if (tooMany !== undefined) return tooMany;
    const body = await readJson(request);
    if (body.kind === 'problem') return body.problem;
    const parsed = parseUserActivity(body.value);
    if (parsed.kind === 'malformed') return refusal(400, 'BadArgument', 'Not an activity', parsed.detail);
    const posted = await channel.postActivity(participant, parsed.activity, requestId(request));
    if (posted.kind === 'unavailable') guard.giveBackActivity(participant);
    if (posted.kind !== 'taken') return problemOf(posted.kind, response);
    sendJsonText(response, 200, JSON.stringify({ id: posted.id }));
    return undefined;
  });
  withParticipant('get', `${CONVERSATION}/activities`, async (request, response, participant) => {
    const tooMany = guard.countPoll(request, response);
    if (tooMany !== undefined) return tooMany;
    const watermark = watermarkOf(request);
    // Microsoft's client stops polling for good after one failure, so it gets an empty set if the store is not available.
    const isRoom = polls.enter(participant.conversation, response);
    const polled = isRoom ? await channel.getActivities(participant, watermark) : undefined;
    if (polled?.kind === 'unknown') return NO_CONVERSATION;
    const body = Buffer.from(polled?.kind === 'set' ? polled.json : activitySetJson([], watermark));
    guard.reads.count(request, body.length);
    sendJsonText(response, 200, body);
    return undefined;
  });
  withParticipant('post', `${CONVERSATION}/upload`, () => Promise.resolve(NO_UPLOADS));
  open('get', `${CONVERSATION}/stream`, () => Promise.resolve(NO_SOCKET));

  /** Adds an endpoint for everyone who may use the web chat. */
  function open(
    method: 'get' | 'post',
    path: string,
    handle: (request: Request, response: Response) => Promise<Problem | undefined>,
  ): void {
    server[method](path, async (request: Request, response: Response) => {
      const problem = guard.admit(request, response) ?? (await handle(request, response));
      if (problem !== undefined) sendProblem(request, response, problem);
    });
    if (!paths.has(path)) addPreflight(path);
    paths.add(path);
  }

  /** Adds an endpoint that needs a token; if its path names a conversation, a token of that conversation. */
  function withParticipant(method: 'get' | 'post', path: string, handle: Handler): void {
    open(method, path, async (request, response) => {
      const participant = await guard.readParticipant(request, response);
      if ('status' in participant) return participant;
      const named = conversationIn(request);
      if (named !== undefined && named !== participant.conversation) return NOT_YOURS;
      return handle(request, response, participant);
    });
  }

  function addPreflight(path: string): void {
    server.opts(path, (request: Request, response: Response, next: () => void) => {
      const problem = guard.admit(request, response);
      if (problem === undefined) sendPreflight(response, 'GET, POST', HEADERS);
      else sendProblem(request, response, problem);
      next();
    });
  }

  function sendStreamAccess(
    request: Request,
    response: Response,
    status: number,
    joined: StreamAccess,
  ): void {
    const { participant, streamToken, watermark } = joined;
    const at = { conversation: participant.conversation, watermark, token: streamToken };
    const url = streamUrl(request, trustedProxies, at);
    sendJsonText(response, status, JSON.stringify({ ...describe(joined), streamUrl: url }));
  }
}

function sendAccess(response: Response, access: Access): void {
  sendJsonText(response, 200, JSON.stringify(describe(access)));
}

function describe({ participant, token, seconds }: Access) {
  return { conversationId: participant.conversation, token, expires_in: seconds };
}

function problemOf(kind: 'unknown' | 'unavailable' | 'failed', response: Response): Problem {
  if (kind === 'unavailable') response.setHeader('retry-after', '5');
  return { unknown: NO_CONVERSATION, unavailable: UNAVAILABLE, failed: FAILED }[kind];
}

function watermarkOf(request: Request): number {
  return parseWatermark(new URL(request.url ?? '', 'http://localhost').searchParams.get('watermark'));
}

/** The conversation in the path of a request, from restify's router; undefined if the path has none. */
function conversationIn(request: Request): unknown {
  const params: unknown = request.params;
  return typeof params === 'object' && params !== null && 'conversation' in params
    ? params.conversation
    : undefined;
}
