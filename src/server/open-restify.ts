import type { Server } from 'restify';
import Router from 'restify/lib/router.js';
import RestifyServer from 'restify/lib/server.js';

/**
 * A restify server as its `createServer` makes one, without its plugins and its logger: `restify` itself loads them all
 * (bodies in forms, files, signatures, a pino of its own), a tenth of the time to start, and none of them is to see a
 * request. It has no Server header, and what it would log is left out: whole requests go there.
 */
export function openRestify(): Server {
  const options = { name: '', log: { trace: () => undefined, warn: () => undefined } };
  const server = new RestifyServer({ ...options, router: new Router(options) });
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- an SDK's edge: it is what its types call Server
  return server as Server;
}
