import type { Request, Response, Server } from 'restify';
import type { Advisor } from '../../core/index.ts';
import { sendProblem } from '../problem.ts';
import { sendJson } from '../send-json.ts';

/** `GET /healthz`: this process answers. `GET /readyz/ask`: there is an advisor; the ask API needs nothing else. */
export function addHealthRoutes(server: Server, advisor: () => Advisor): void {
  add('/healthz', (_request, response) => sendJson(response, OK));
  add('/readyz/ask', (request, response) => {
    if (isThere(advisor)) sendJson(response, OK);
    else sendProblem(request, response, NOT_READY);
  });

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
