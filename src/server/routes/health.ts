import type { Request, Response, Server } from 'restify';
import type { Advisor } from '../../core/index.ts';
import { sendProblem } from '../problem.ts';

/** `GET /healthz`: this process answers. `GET /readyz/ask`: there is an advisor; the ask API needs nothing else. */
export function addHealthRoutes(server: Server, advisor: () => Advisor): void {
  server.get('/healthz', (_request: Request, response: Response, next: () => void) => {
    response.json(200, { status: 'ok' });
    next();
  });
  server.get('/readyz/ask', (request: Request, response: Response, next: () => void) => {
    if (isThere(advisor)) response.json(200, { status: 'ok' });
    else sendProblem(request, response, NOT_READY);
    next();
  });
}

const NOT_READY = {
  status: 503,
  title: 'There is nothing to answer from',
  detail: 'No pack could be loaded; the reasons are in the log of the server.',
};

function isThere(advisor: () => Advisor): boolean {
  try {
    advisor();
    return true;
  } catch {
    return false;
  }
}
