import { createServer as createRestifyServer, type Request, type Response, type Server } from 'restify';
import { createBotAdapter, type AppIdentity, type Bot } from '../bot/index.ts';
import { nameError, whereFrom, type Log } from './log.ts';
import { sendProblem } from './problem.ts';
import { addHealthRoute } from './routes/health.ts';
import { addHomeRoute } from './routes/home.ts';
import { addMessagesRoute } from './routes/messages.ts';
import { serviceUrlRule } from './service-urls.ts';

/** What the server needs besides its address. */
export interface ServerParts {
  readonly bot: Bot;
  readonly app: AppIdentity | undefined;
  readonly trustedProxies: readonly string[];
  readonly serviceUrls: readonly string[];
  readonly log: Log;
}

/** Builds the HTTP server; it does not listen yet. */
export function createServer({ bot, app, trustedProxies, serviceUrls, log }: ServerParts): Server {
  const server = createRestifyServer({ name: 'waymark' });
  const adapter = createBotAdapter(app, (error) =>
    log(`a turn failed: ${nameError(error)} ${whereFrom(error)}`),
  );
  server.on('restifyError', (request: Request, response: Response, error: unknown, done: () => void) => {
    const status = statusOf(error);
    if (status >= 500) log(`a request failed: ${nameError(error)} ${whereFrom(error)}`);
    sendProblem(request, response, {
      status,
      title: TITLES.get(status) ?? 'The request could not be handled',
    });
    done();
  });
  addHomeRoute(server);
  addHealthRoute(server);
  const hasAppId = app !== undefined;
  const allowsServiceUrl = serviceUrlRule(hasAppId, serviceUrls);
  addMessagesRoute(server, { bot, adapter, hasAppId, trustedProxies, allowsServiceUrl, log });
  return server;
}

const TITLES: ReadonlyMap<number, string> = new Map([
  [400, 'The request is malformed'],
  [404, 'There is nothing at this address'],
  [405, 'This address does not take that method'],
]);

function statusOf(error: unknown): number {
  const known =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof known === 'number' && known >= 400 && known < 600 ? known : 500;
}
