import type { Request, Response, Server } from 'restify';
import { isLoopbackCaller } from '../http/caller-address.ts';
import { sendProblem } from '../http/problem.ts';
import type { Metrics } from '../watch/create-metrics.ts';

/** Adds `GET /metrics`, the figures, for callers on this machine. Everybody else gets 404. */
export function addMetricsRoute(
  server: Server,
  { registry }: Metrics,
  trustedProxies: readonly string[],
): void {
  server.get('/metrics', async (request: Request, response: Response) => {
    if (!isLoopbackCaller(request, trustedProxies)) {
      sendProblem(request, response, NOTHING);
      return;
    }
    const text = await registry.metrics();
    response.setHeader('content-type', registry.contentType);
    response.setHeader('cache-control', 'no-store');
    response.sendRaw(200, text);
  });
}

const NOTHING = {
  status: 404,
  title: 'Not found',
  detail: '/ lists the addresses.',
};
