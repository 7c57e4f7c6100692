import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { interceptRequests } from './intercept-requests.ts';
import { PROBLEM_HEADERS } from './security-headers.ts';

const MOST_HEADERS = 100;

const BODY = JSON.stringify({ type: 'about:blank', status: 431, title: 'Request Header Fields Too Large' });

/** Whether a request has more headers than it may. */
export function hasManyHeaders({ rawHeaders }: IncomingMessage): boolean {
  return rawHeaders.length > 2 * MOST_HEADERS;
}

/**
 * Refuses requests with too many headers. Node's own limit drops those beyond it without a word: a caller could hide
 * behind a hundred of its own the header in which a proxy says where it calls from. Their size is bounded by Node.
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
