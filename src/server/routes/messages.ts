import type { Activity } from 'botbuilder';
import type { Request, Response, Server } from 'restify';
import { handleActivity, type Bot, type BotAdapter } from '../../bot/index.ts';
import { parseActivity } from '../activity-schema.ts';
import { isLoopbackCaller } from '../loopback.ts';
import { nameError, type Log } from '../log.ts';
import { sendProblem, type Problem } from '../problem.ts';
import { readJson } from '../read-json.ts';
import type { ServiceUrlRule } from '../service-urls.ts';

export interface MessagesRoute {
  readonly bot: Bot;
  readonly adapter: BotAdapter;
  readonly hasAppId: boolean;
  readonly trustedProxies: readonly string[];
  readonly allowsServiceUrl: ServiceUrlRule;
  readonly log: Log;
}

/** `POST /api/messages`: the Bot Framework's door. What the SDK would fail on is refused before it is asked. */
export function addMessagesRoute(server: Server, route: MessagesRoute): void {
  server.post('/api/messages', async (request: Request, response: Response) => {
    const problem = await handle(route, request, response);
    if (problem !== undefined) sendProblem(request, response, problem);
  });
}

/** Answers the request, or returns what is wrong with it. */
async function handle(
  route: MessagesRoute,
  request: Request,
  response: Response,
): Promise<Problem | undefined> {
  if (!route.hasAppId && !isLoopbackCaller(request, route.trustedProxies)) return NOT_FROM_HERE;
  const body = await readJson(request);
  if (body.kind === 'problem') return body.problem;
  const parsed = parseActivity(body.value);
  if (parsed.kind === 'malformed') return { status: 400, title: 'Not an activity', detail: parsed.detail };
  return checkServiceUrl(parsed.activity, route) ?? (await answer(route, parsed.activity, request, response));
}

const NOT_FROM_HERE: Problem = {
  status: 403,
  title: 'Only callers on this machine are served',
  detail: 'No app id is set. Call from this machine without a proxy, or set MICROSOFT_APP_ID.',
};

const UNKNOWN_SERVICE: Problem = {
  status: 403,
  title: 'The serviceUrl is not allowed',
  detail:
    'Without an app id it must be on this machine; with one, a Bot Framework address or one of SERVICE_URLS.',
};

/** A response to the request itself needs no service URL, but only a caller on this machine may leave it out. */
function checkServiceUrl(
  { serviceUrl, deliveryMode }: Partial<Activity>,
  route: MessagesRoute,
): Problem | undefined {
  if (serviceUrl !== undefined) return route.allowsServiceUrl(serviceUrl) ? undefined : UNKNOWN_SERVICE;
  if (!route.hasAppId && deliveryMode === 'expectReplies') return undefined;
  return { status: 400, title: 'Not an activity', detail: 'serviceUrl: missing' };
}

async function answer(
  { bot, adapter, hasAppId, log }: MessagesRoute,
  activity: Activity,
  request: Request,
  response: Response,
): Promise<Problem | undefined> {
  // Without an app id there is nothing to check a token against; the SDK would fetch keys over the network for it.
  const authorization = hasAppId ? (request.headers.authorization ?? '') : '';
  const outcome = await adapter.take(activity, authorization, (context) => handleActivity(bot, context));
  switch (outcome.kind) {
    case 'done': {
      const body: unknown = outcome.response?.body;
      response.send(outcome.response?.status ?? 200, ...(body === undefined ? [] : [body]));
      return undefined;
    }
    case 'refused':
      log(`refused a caller of /api/messages: ${nameError(outcome.cause)}`);
      return { status: 401, title: 'The caller could not be authenticated' };
    case 'undelivered':
      log(`the channel did not accept a reply: ${nameError(outcome.cause)}`);
      return { status: 502, title: 'The reply could not be delivered' };
    case 'failed':
      log(`a turn failed: ${nameError(outcome.cause)}`);
      return { status: 500, title: 'The message could not be handled' };
  }
}
