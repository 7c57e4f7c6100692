import type { Request, Response, Server } from 'restify';
import type { Advisor } from '../../core/index.ts';
import { sendProblem } from '../http/problem.ts';
import { sendJson } from '../http/send-json.ts';
import type { Readiness } from '../watch/create-readiness.ts';

/**
 * Adds `GET /healthz` (the process responds), `GET /readyz` (it can take turns) and `GET /readyz/ask` (an advisor is loaded,
 * which is all that the ask API needs). The reasons of a failure are in the log only.
 */
export function addHealthRoutes(server: Server, advisor: () => Advisor, readiness: Readiness): void {
  add('/healthz', (_request, response) => sendJson(response, OK));
  add('/readyz/ask', (request, response) => {
    if (isThere(advisor)) sendJson(response, OK);
    else sendProblem(request, response, NOT_READY);
  });

  const ready = async (request: Request, response: Response) => {
    const { kind } = await readiness.check();
    if (kind === 'ready' && isThere(advisor)) sendJson(response, OK);
    else sendProblem(request, response, NO_TURNS);
  };
  server.get('/readyz', ready);
  server.head('/readyz', ready);

  function add(path: string, send: (request: Request, response: Response) => void): void {
    const handle = (request: Request, response: Response, next: () => void) => {
      send(request, response);
      next();
    };
    server.get(path, handle);
    server.head(path, handle);
  }
}

const OK = { status: 'ok' };

const NO_TURNS = { status: 503, title: 'No turns are taken at the moment' };

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
