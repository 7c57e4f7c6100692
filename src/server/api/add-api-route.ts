import type { Request, Response, Server } from 'restify';
import { sendProblem, type Problem } from '../http/problem.ts';
import type { ApiGuard } from './create-api-guard.ts';
import { sendPreflight } from '../http/check-origin.ts';

/** Sends the response, or returns the problem to send. */
export type ApiHandler = (
  request: Request,
  response: Response,
  caller: string,
) => Promise<Problem | undefined> | Problem | undefined;

/** One route of the ask API. The handler counts the questions. */
export interface ApiRoute {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly handle: ApiHandler;
}

/** Adds a route of the ask API. Origin, caller and rate are checked before the handler is called. */
export function addApiRoute(server: Server, guard: ApiGuard, { method, path, handle }: ApiRoute): void {
  const take = async (request: Request, response: Response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    const problem = await answer(request, response);
    if (problem !== undefined) sendProblem(request, response, problem);
  };
  const answer = (request: Request, response: Response) => {
    const foreign = guard.checkOrigin(request, response);
    if (foreign !== undefined) return foreign;
    const caller = guard.recognize(request);
    if (caller === undefined) return guard.refuse(request, response);
    return guard.checkRate(caller, response) ?? handle(request, response, caller);
  };
  server[method](path, take);
  if (method === 'get') server.head(path, take);
  addPreflight(server, guard, path, method === 'get' ? 'GET, HEAD' : 'POST');
}

/** Answers the CORS preflights of a route. They carry no key. */
export function addPreflight(server: Server, guard: ApiGuard, path: string, methods: string): void {
  server.opts(path, (request: Request, response: Response, next: () => void) => {
    const foreign = guard.checkOrigin(request, response);
    if (foreign === undefined) sendPreflight(response, methods);
    else sendProblem(request, response, foreign);
    next();
  });
}
