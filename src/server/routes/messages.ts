import type { Activity } from 'botbuilder';
import type { Request, Response, Server } from 'restify';
import type { ProcessActivity } from '../../bot/index.ts';
import { jsonOf } from '../../turn/index.ts';
import { parseActivity } from './parse-activity.ts';
import type { ActivityGuard } from '../auth/create-activity-guard.ts';
import { isLoopbackCaller } from '../http/caller-address.ts';
import { sendProblem, type Problem } from '../http/problem.ts';
import { readJson } from '../http/read-json.ts';
import { sendJsonText } from '../http/send-json.ts';
import type { ServiceUrlRule } from '../auth/service-url-rule.ts';
import { requestId } from '../watch/watch-requests.ts';

export interface MessagesRoute {
  /** Undefined where no app id is set: then this machine only is served. */
  readonly guard: ActivityGuard | undefined;
  readonly processActivity: ProcessActivity;
  readonly trustedProxies: readonly string[];
  readonly allowsServiceUrl: ServiceUrlRule;
}

export const MESSAGES = '/api/messages';

/** Adds `POST /api/messages`, the Bot Framework's endpoint. The caller is authenticated before the body is read. */
export function addMessagesRoute(server: Server, route: MessagesRoute): void {
  server.post(MESSAGES, async (request: Request, response: Response) => {
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
  const { guard } = route;
  if (guard === undefined && !isLoopbackCaller(request, route.trustedProxies)) return NOT_FROM_HERE;
  const authentication = await guard?.authenticate(request, response);
  if (authentication?.kind === 'refused') return authentication.problem;
  const body = await readJson(request);
  if (body.kind === 'problem') return body.problem;
  const parsed = parseActivity(body.value);
  if (parsed.kind === 'malformed') return { status: 400, title: 'Not an activity', detail: parsed.detail };
  const refused = checkServiceUrl(parsed.activity, route) ?? authentication?.authorize(parsed.activity);
  if (refused !== undefined) return refused;
  const problem = await answer(route, parsed.activity, request, response);
  if (problem !== undefined) authentication?.giveBack(parsed.activity);
  return problem;
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
  if (route.guard === undefined && deliveryMode === 'expectReplies') return undefined;
  return { status: 400, title: 'Not an activity', detail: 'serviceUrl: missing' };
}

async function answer(
  { processActivity }: MessagesRoute,
  activity: Activity,
  request: Request,
  response: Response,
): Promise<Problem | undefined> {
  const answered = await processActivity(activity, requestId(request));
  switch (answered.kind) {
    case 'response': {
      const { status, body } = answered.response;
      if (body === undefined) response.send(status);
      else sendJsonText(response, status, jsonOf(body));
      return undefined;
    }
    case 'unavailable':
      response.setHeader('retry-after', '5');
      return {
        status: 503,
        title: 'The message cannot be stored right now',
        detail: 'Send the message again.',
      };
  }
}
