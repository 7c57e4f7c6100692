import type { ChatSession } from '../../contract/index.ts';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import type { OutboundFetch } from '../../bot/index.ts';
import type { Config } from '../../config.ts';
import { createParticipant, type Access, type Channel } from '../../directline/index.ts';
import { exchangeSecret } from './exchange-secret.ts';
import type { ChatGuard } from './create-chat-guard.ts';
import { DIRECT_LINE } from './stream-url.ts';
import type { Log } from '../log/index.ts';
import { sendProblem, type Problem } from '../http/problem.ts';
import { readJson } from '../http/read-json.ts';
import { sendJson } from '../http/send-json.ts';
import { requestId } from '../watch/watch-requests.ts';

export interface ChatSessionRoute {
  readonly channel: Channel;
  readonly guard: ChatGuard;
  readonly config: Pick<Config, 'azureDirectLineSecret' | 'azureDirectLineUrl' | 'conversationDays'>;
  readonly fetch: OutboundFetch;
  readonly log: Log;
}

const LARGEST = 8 * 1024;
const DAY_SECONDS = 86_400;

const asked = z.object({ ticket: z.string().max(4_096).nullish() });

/** Adds `POST /chat/session`, which gives the chat page a token; see `ChatSession`. */
export function addChatSessionRoute(server: Server, route: ChatSessionRoute): void {
  server.post('/chat/session', async (request: Request, response: Response) => {
    const problem = await answer(route, request, response);
    if (problem !== undefined) sendProblem(request, response, problem);
  });
}

async function answer(
  route: ChatSessionRoute,
  request: Request,
  response: Response,
): Promise<Problem | undefined> {
  const { guard } = route;
  const refused = guard.admitOwnPage(request) ?? guard.countConversation(request, response);
  if (refused !== undefined) return refused;
  const body = await readJson(request, { largest: LARGEST });
  if (body.kind === 'problem') return body.problem;
  const parsed = asked.safeParse(body.value);
  if (!parsed.success) {
    return { status: 400, title: 'The request is malformed', detail: 'Send {"ticket"?: TEXT}.' };
  }
  const session = await openSession(route, parsed.data.ticket ?? undefined, request);
  if (session === undefined) {
    guard.giveBackConversation(request);
    return AZURE_GONE;
  }
  sendJson(response, session);
  return undefined;
}

const AZURE_GONE: Problem = {
  status: 502,
  title: 'Azure Direct Line gave no token',
  detail: 'Try again; if that does not help, the operator finds the reason in the log.',
};

async function openSession(
  { channel, config, fetch, log }: ChatSessionRoute,
  ticket: string | undefined,
  request: Request,
): Promise<ChatSession | undefined> {
  const { azureDirectLineSecret: secret, azureDirectLineUrl: url } = config;
  if (secret !== undefined) {
    try {
      const access = await exchangeSecret(fetch, { url, secret, user: createParticipant().user });
      return { directLine: url, ...access, ticket: null, resumed: false };
    } catch (cause) {
      log.note('azure-refused', { cause, request: requestId(request) });
      return undefined;
    }
  }
  const known = ticket === undefined ? undefined : await resumeConversation(channel, ticket);
  const access = known ?? (await channel.generateToken());
  return {
    directLine: DIRECT_LINE,
    conversationId: access.participant.conversation,
    token: access.token,
    expiresIn: access.seconds,
    ticket: await channel.tokens.issue('ticket', access.participant, config.conversationDays * DAY_SECONDS),
    resumed: known !== undefined,
  };
}

/** A token for the conversation of a ticket; undefined if the ticket is not valid or the conversation was deleted. */
async function resumeConversation(channel: Channel, ticket: string): Promise<Access | undefined> {
  const verified = await channel.tokens.verify('ticket', ticket);
  if (verified.kind !== 'participant') return undefined;
  // If the store is not available, assume that the conversation exists. If it does not, the page finds out on its next call.
  const isThere = await channel.hasConversation(verified.participant).catch(() => true);
  return isThere ? channel.refreshToken(verified.participant) : undefined;
}
