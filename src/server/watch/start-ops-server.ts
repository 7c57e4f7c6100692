import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './create-metrics.ts';
import type { Readiness } from './create-readiness.ts';

/** A server for operators: figures and health on a port of their own. */
export interface OpsServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a server for `GET /metrics`, `/healthz` and `/readyz`; everything else is 404. Rejects if it cannot listen. */
export async function startOpsServer(
  { host, port }: { readonly host: string; readonly port: number },
  metrics: Metrics,
  readiness: Readiness,
): Promise<OpsServer> {
  const answers: ReadonlyMap<string, (response: ServerResponse) => Promise<void>> = new Map([
    ['/metrics', (response) => sendMetrics(metrics, response)],
    [
      '/healthz',
      (response) => {
        send(response, 200, '{"status":"ok"}');
        return Promise.resolve();
      },
    ],
    [
      '/readyz',
      async (response) => {
        const { kind } = await readiness.check();
        send(response, kind === 'ready' ? 200 : 503, JSON.stringify({ status: kind }));
      },
    ],
  ]);
  const server = createServer((request, response) => {
    const answer = request.method === 'GET' ? answers.get(request.url ?? '') : undefined;
    if (answer === undefined) send(response, 404, '{"status":"not found"}');
    else answer(response).catch(() => response.destroy());
  });
  server.headersTimeout = 5_000;
  server.requestTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address: AddressInfo | string | null = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${String(bound)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Sends the figures in Prometheus' text format. */
async function sendMetrics({ registry }: Metrics, response: ServerResponse): Promise<void> {
  const text = await registry.metrics();
  response.setHeader('content-type', registry.contentType);
  response.setHeader('cache-control', 'no-store');
  response.end(text);
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(body);
}
