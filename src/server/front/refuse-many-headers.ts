import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { interceptRequests } from './intercept-requests.ts';
import { PROBLEM_HEADERS } from './security-headers.ts';

const MOST_HEADERS = 100;

const BODY = JSON.stringify({ type: 'about:blank', status: 431, title: 'Request Header Fields Too Large' });

/** Whether a request has more than 100 headers. */
export function hasManyHeaders({ rawHeaders }: IncomingMessage): boolean {
  return rawHeaders.length > 2 * MOST_HEADERS;
}

/**
 * Refuses requests with too many headers. Node's own limit silently drops the headers beyond it: a caller could send a hundred
 * of its own, and the header in which the proxy names the caller would be lost. Node limits their size.
 */
export function refuseManyHeaders(http: HttpServer): void {
  http.maxHeadersCount = 0;
  interceptRequests(http, (request, response) => {
    if (!hasManyHeaders(request)) return false;
    response.writeHead(431, {
      ...PROBLEM_HEADERS,
      'content-length': Buffer.byteLength(BODY),
      connection: 'close',
    });
    response.end(request.method === 'HEAD' ? '' : BODY);
    return true;
  });
}
