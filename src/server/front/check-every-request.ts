import type { Request, Response, Server } from 'restify';
import { sendProblem, type Problem } from '../http/problem.ts';
import type { AddressLimit } from './limit-address.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

const HEADERS = Object.entries(SECURITY_HEADERS);

/**
 * What every request passes before it is routed: security headers for its response, and the count for its address, which
 * `refuseEarly` looks at.
 * @param isCounted whether a request counts by itself; the others are counted by their routes
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

/** Whether restify can make a URL of the request, as its router does: what that throws would end the process. */
function hasAddress({ url = '', headers }: Request): boolean {
  const host = headers.host ?? '';
  const base = `http://${host === '' ? 'localhost' : host}`;
  return url.startsWith('/') ? URL.canParse(base + url) : URL.canParse(url, base);
}

const NO_ADDRESS = {
  status: 400,
  title: 'The request is malformed',
  detail: 'Its address or its Host header is none.',
};
const NO_HOST = { status: 400, title: 'The request is malformed', detail: 'Send a Host header.' };
