import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { Metrics } from '../watch/create-metrics.ts';
import { interceptRequests } from './intercept-requests.ts';
import { TOO_MANY, type AddressLimit } from './limit-address.ts';
import { PROBLEM_HEADERS } from './security-headers.ts';

/** A body of so many bytes at most is let in and thrown away: that costs less than another connection. */
const SMALL = 16 * 1024;

const BODY = JSON.stringify({ type: 'about:blank', ...TOO_MANY });

/**
 * Refuses the requests of an address that asks too much before restify makes anything of them: somebody who sends a
 * hundred times what they may must cost the others next to nothing.
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

/** Whether the connection is kept: what is still on its way is small, and comes without being asked for. */
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
