import type { Request, Response, Server } from 'restify';
import { sendProblem, type Problem } from '../http/problem.ts';
import type { AddressLimit } from './limit-address.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

const HEADERS = Object.entries(SECURITY_HEADERS);

/**
 * Adds what every request passes before it is routed: its response gets the security headers, the request is counted for its
 * address, and a malformed address is refused. `refuseEarly` reads the counts.
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
    const problem = problemOf(request);
    if (problem === undefined) next();
    else {
      sendProblem(request, response, problem);
      next(false);
    }
  });
}

function problemOf(request: Request): Problem | undefined {
  if (request.httpVersion === '1.1' && request.headers.host === undefined) return NO_HOST;
  return hasAddress(request) ? undefined : NO_ADDRESS;
}

/** Whether the request's address can be parsed as restify's router does it: an error there would end the process. */
function hasAddress({ url = '', headers }: Request): boolean {
  const host = headers.host ?? '';
  const base = `http://${host === '' ? 'localhost' : host}`;
  return url.startsWith('/') ? URL.canParse(base + url) : URL.canParse(url, base);
}

const NO_ADDRESS = {
  status: 400,
  title: 'The request is malformed',
  detail: 'The address or the Host header is not valid.',
};
const NO_HOST = { status: 400, title: 'The request is malformed', detail: 'Send a Host header.' };
