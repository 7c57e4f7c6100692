import type { Request, Response, Server } from 'restify';
import { createActivityProcessor, type Bot } from '../bot/index.ts';
import type { Config } from '../config.ts';
import type { Advisor } from '../core/index.ts';
import type { Channel } from '../directline/index.ts';
import { createApiGuard, type ApiRules } from './api/create-api-guard.ts';
import { addWebChat } from './direct-line/add-web-chat.ts';
import { protectServer, type Clocks } from './protect-server.ts';
import type { SocketTimes } from './front/limit-sockets.ts';
import type { Log } from './log/index.ts';
import { openRestify } from './open-restify.ts';
import { sendProblem, type Problem } from './http/problem.ts';
import { addAskRoutes } from './routes/ask.ts';
import { addChatRoutes } from './routes/chat.ts';
import { addDeskRoutes } from './routes/desk.ts';
import { addDocsRoutes } from './routes/docs.ts';
import { addEmbedRoute } from './routes/embed.ts';
import { addHealthRoutes } from './routes/health.ts';
import { addHomeRoute } from './routes/home.ts';
import { addMetricsRoute } from './routes/metrics.ts';
import { addMessagesRoute } from './routes/messages.ts';
import { addOpenApiRoute } from './routes/open-api.ts';
import { addPacksRoute } from './routes/packs.ts';
import { addSiteRoutes } from './routes/site.ts';
import { addSourcePages } from './routes/source-pages.ts';
import { addSourcesRoute } from './routes/sources.ts';
import type { Metrics } from './watch/create-metrics.ts';
import type { Readiness } from './watch/create-readiness.ts';
import { requestId, watchRequests } from './watch/watch-requests.ts';

/** What the server is made of. */
export interface ServerParts {
  readonly bot: Bot;
  readonly config: Config;
  readonly clocks: Clocks;
  readonly api: ApiRules;
  /** The folder of the built desk page. */
  readonly deskFolder: string;
  /** The folder of the built launcher (`embed.js`). */
  readonly embedFolder: string;
  /** The folders of the built chat page and of Web Chat. */
  readonly chatFolder: string;
  readonly webChatFolder: string;
  /** The folder of the built styles and scripts of the pages that the server writes. */
  readonly siteFolder: string;
  readonly metrics: Metrics;
  /** Whether this server serves `/metrics` too, to callers on this machine. */
  readonly tellsMetrics: boolean;
  readonly readiness: Readiness;
  /** The embedded Direct Line channel; undefined: there is no web chat. */
  readonly channel: Channel | undefined;
  readonly log: Log;
  /** Times for connections that replace the usual ones. */
  readonly socketTimes?: Partial<SocketTimes> | undefined;
}

/** The server, and the function to call before it is stopped. */
export interface BuiltServer {
  readonly server: Server;
  /** Closes the open streams, so that their clients connect to another instance. */
  readonly stopStreams: () => void;
}

/** Builds the HTTP server; it does not listen yet. */
export function createServer(parts: ServerParts): BuiltServer {
  const { bot, config, clocks, api, deskFolder, metrics, readiness, log } = parts;
  const { trustedProxies } = config;
  const server = openRestify();
  watchRequests(server, { log, metrics, trustedProxies });
  server.on('restifyError', (request: Request, response: Response, error: unknown, done: () => void) => {
    const status = statusOf(error);
    if (status >= 500) log.note('request-failed', { request: requestId(request), cause: error });
    sendProblem(request, response, {
      status,
      ...(REFUSALS.get(status) ?? UNFORESEEN),
    });
    done();
  });
  const boundary = protectServer(server, config, clocks, parts);
  addHomeRoute(server, { advisor: () => bot.advisor(), config, docs: addDocsRoutes(server, config) });
  addSiteRoutes(server, parts.siteFolder);
  addSourcePages(server, () => bot.advisor(), config);
  addHealthRoutes(server, () => bot.advisor(), readiness);
  if (parts.tellsMetrics) addMetricsRoute(server, metrics, trustedProxies);
  addDeskRoutes(server, deskFolder);
  addEmbedRoute(server, parts.embedFolder);
  addChatRoutes(server, {
    advisor: () => bot.advisor(),
    chatFolder: parts.chatFolder,
    webChatFolder: parts.webChatFolder,
    allowedOrigins: config.allowedOrigins,
    directLine: config.azureDirectLineSecret === undefined ? undefined : config.azureDirectLineUrl,
  });
  addApi(server, () => bot.advisor(), api, { metrics, log });
  addMessagesRoute(server, {
    ...boundary,
    processActivity: createActivityProcessor(bot, ({ what, ...about }) => log.note(what, about)),
    trustedProxies,
  });
  const streams = addWebChat(server, { ...parts, addressLimit: boundary.addressLimit });
  return { server, stopStreams: () => streams?.stop() };
}

interface Watch {
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Adds the routes of the ask API. They need an advisor, and nothing else of the bot. */
function addApi(server: Server, advisor: () => Advisor, rules: ApiRules, watch: Watch): void {
  const guard = createApiGuard(rules);
  addAskRoutes(server, { advisor, guard, ...watch });
  addPacksRoute(server, advisor, guard);
  addSourcesRoute(server, advisor, guard);
  addOpenApiRoute(server, advisor, guard);
}

const REFUSALS: ReadonlyMap<number, Omit<Problem, 'status'>> = new Map([
  [400, { title: 'The request is malformed', detail: 'Correct the request and send it again.' }],
  [404, { title: 'Not found', detail: '/ lists the addresses.' }],
  [405, { title: 'Method not allowed', detail: 'The Allow header lists the allowed methods.' }],
]);

const UNFORESEEN = {
  title: 'The request could not be handled',
  detail: 'Try again; if that does not help, the operator finds the reason in the log.',
};

function statusOf(error: unknown): number {
  const known =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof known === 'number' && known >= 400 && known < 600 ? known : 500;
}
