import { performance } from 'node:perf_hooks';
import { randomUUID } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import type { Log } from '../log/index.ts';
import { isTrustedPeer } from '../http/caller-address.ts';
import type { Metrics } from './create-metrics.ts';

/** Gives every request an id (`requestId`, sent as X-Request-Id), and counts and logs it when its response has ended. */
export function watchRequests(
  server: Server,
  { log, metrics, trustedProxies }: { log: Log; metrics: Metrics; trustedProxies: readonly string[] },
): void {
  server.pre((request: Request, response: Response, next: () => void) => {
    const seen = { id: chooseId(request, trustedProxies), from: performance.now() };
    SEEN.set(request, seen);
    response.setHeader('x-request-id', seen.id);
    next();
  });
  server.on('after', (request: Request, response: Response) => {
    const seen = SEEN.get(request);
    if (seen === undefined) return;
    const milliseconds = performance.now() - seen.from;
    const method = request.method ?? '';
    const route = routeOf(request);
    const status = response.statusCode;
    metrics.request(method, route, status, milliseconds / 1_000);
    log.note('request', {
      request: seen.id,
      ...(route === NONE ? {} : { method }),
      route,
      status,
      milliseconds: Math.round(milliseconds),
    });
  });
}

/** The id of a request; undefined before `watchRequests` has seen it. */
export function requestId(request: Request): string | undefined {
  return SEEN.get(request)?.id;
}

const SEEN = new WeakMap<Request, { readonly id: string; readonly from: number }>();

/** Stands for the route if none matches. The address itself is not logged, because it is text of the caller. */
const NONE = 'none';

/** The path of the route. restify's types claim that there always is a route. */
function routeOf(request: Request): string {
  const route: unknown = request.getRoute();
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : undefined;
  return typeof path === 'string' ? path : NONE;
}

/**
 * The id from a trusted proxy, so that its log and this one can be compared; else a new one. Only hexadecimal ids are taken,
 * because proxies pass on what callers send, and such text must not get into the log.
 */
function chooseId(request: Request, trustedProxies: readonly string[]): string {
  const given = request.headers['x-request-id'];
  const usable = typeof given === 'string' && /^[\da-f][\da-f-]{14,62}[\da-f]$/u.test(given);
  return usable && isTrustedPeer(request, trustedProxies) ? given : randomUUID();
}
