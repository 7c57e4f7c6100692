import type { Request, Response, Server } from 'restify';
import { sendProblem } from '../problem.ts';
import { TOO_MANY, type AddressLimit } from './limit-address.ts';

/** For every response; pages set a policy of their own. */
const HEADERS: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
];

/**
 * What every request passes before it is routed: security headers for its response, and the limit of its address.
 * @param isCounted whether a request counts by itself; the others are counted by their routes
 */
export function addFront(
  server: Server,
  limit: AddressLimit,
  isCounted: (request: Request) => boolean,
): void {
  server.pre((request: Request, response: Response, next: (go?: false) => void) => {
    for (const [name, value] of HEADERS) response.setHeader(name, value);
    const seconds = limit.wait(request);
    if (seconds > 0) {
      response.setHeader('retry-after', String(seconds));
      sendProblem(request, response, TOO_MANY);
      next(false);
      return;
    }
    if (isCounted(request)) limit.count(request);
    if (request.httpVersion === '1.1' && request.headers.host === undefined) {
      sendProblem(request, response, NO_HOST);
      next(false);
      return;
    }
    next();
  });
}

const NO_HOST = { status: 400, title: 'The request is malformed', detail: 'Send a Host header.' };
