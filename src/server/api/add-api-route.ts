import type { Request, Response, Server } from 'restify';
import { sendProblem, type Problem } from '../problem.ts';
import type { ApiDoor } from './api-door.ts';
import { sendPreflight } from './check-origin.ts';

/** Answers a request, or returns what is wrong with it. */
export type ApiHandler = (
  request: Request,
  response: Response,
  caller: string,
) => Promise<Problem | undefined> | Problem | undefined;

/** One address of the ask API. What it costs is for the handler to count. */
export interface ApiRoute {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly handle: ApiHandler;
}

/** Adds an address of the ask API: origin, caller and rate are checked before the handler sees the request. */
export function addApiRoute(server: Server, door: ApiDoor, { method, path, handle }: ApiRoute): void {
  const take = async (request: Request, response: Response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    const problem = await answer(request, response);
    if (problem !== undefined) sendProblem(request, response, problem);
  };
  const answer = (request: Request, response: Response) => {
    const foreign = door.checkOrigin(request, response);
    if (foreign !== undefined) return foreign;
    const caller = door.recognize(request);
    if (caller === undefined) return door.turnAway(request, response);
    return door.checkRate(caller, response) ?? handle(request, response, caller);
  };
  server[method](path, take);
  if (method === 'get') server.head(path, take);
  addPreflight(server, door, path, method === 'get' ? 'GET, HEAD' : 'POST');
}

/** Answers preflights for an address; they carry no key. */
export function addPreflight(server: Server, door: ApiDoor, path: string, methods: string): void {
  server.opts(path, (request: Request, response: Response, next: () => void) => {
    const foreign = door.checkOrigin(request, response);
    if (foreign === undefined) sendPreflight(response, methods);
    else sendProblem(request, response, foreign);
    next();
  });
}
