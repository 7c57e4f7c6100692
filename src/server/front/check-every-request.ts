import type { Request, Response, Server } from 'restify';
import { sendProblem } from '../http/problem.ts';
import { findTargetProblem } from './find-target-problem.ts';
import type { AddressLimit } from './limit-address.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

const HEADERS = Object.entries(SECURITY_HEADERS);

/**
 * Adds what every request passes before it is routed: its response gets the security headers, the request is counted for its
 * address, and one whose address or Host header is not clear is refused. `refuseEarly` reads the counts.
 * @param isCounted whether a request is counted here; the others are counted by their routes
 */
export function checkEveryRequest(
  server: Server,
  limit: AddressLimit,
  isCounted: (request: Request) => boolean,
): void {
  server.pre((request: Request, response: Response, next: (go?: false) => void) => {
    for (const [name, value] of HEADERS) response.setHeader(name, value);
    if (isCounted(request)) limit.count(request);
    const problem = findTargetProblem(request);
    if (problem === undefined) next();
    else {
      sendProblem(request, response, problem);
      next(false);
    }
  });
}
