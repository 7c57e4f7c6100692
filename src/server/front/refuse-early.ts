import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { Metrics } from '../watch/create-metrics.ts';
import { interceptRequests } from './intercept-requests.ts';
import { TOO_MANY, type AddressLimit } from './limit-address.ts';
import { PROBLEM_HEADERS } from './security-headers.ts';

/** A body of at most so many bytes is read and dropped: that is cheaper than a new connection. */
const SMALL = 16 * 1024;

const BODY = JSON.stringify({ type: 'about:blank', ...TOO_MANY });

/**
 * Refuses the requests of an address over its limit before restify sees them, so that an address that sends a hundred times
 * its limit hardly slows down the others.
 */
export function refuseEarly(http: HttpServer, limit: AddressLimit, metrics: Metrics): void {
  interceptRequests(http, (request, response) => {
    const seconds = limit.wait(request);
    if (seconds === 0) return false;
    refuse(request, response, seconds);
    metrics.request(request.method ?? '', 'none', TOO_MANY.status, 0);
    return true;
  });
}

/** Whether the connection is kept: the rest of the request is small, and the client sends it without waiting for us. */
function isWorthReading({ complete, headers }: IncomingMessage): boolean {
  if (complete) return true;
  const { expect, 'transfer-encoding': encoding, 'content-length': length = '0' } = headers;
  return expect === undefined && encoding === undefined && Number(length) <= SMALL;
}

function refuse(request: IncomingMessage, response: ServerResponse, seconds: number): void {
  response.writeHead(TOO_MANY.status, {
    ...PROBLEM_HEADERS,
    'retry-after': String(seconds),
    'x-request-id': randomUUID(),
    'content-length': Buffer.byteLength(BODY),
    ...(isWorthReading(request) ? {} : { connection: 'close' }),
  });
  response.end(request.method === 'HEAD' ? '' : BODY);
}
