import type { Request, Response, Server } from 'restify';
import { sendProblem } from '../problem.ts';
import type { AddressLimit } from './limit-address.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

const HEADERS = Object.entries(SECURITY_HEADERS);

/**
 * What every request passes before it is routed: security headers for its response, and the count for its address, which
 * `refuseEarly` looks at.
 * @param isCounted whether a request counts by itself; the others are counted by their routes
 */
export function addFront(
  server: Server,
  limit: AddressLimit,
  isCounted: (request: Request) => boolean,
): void {
  server.pre((request: Request, response: Response, next: (go?: false) => void) => {
    for (const [name, value] of HEADERS) response.setHeader(name, value);
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
