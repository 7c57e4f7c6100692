import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How a server stops. Times are in milliseconds. */
export interface Stopping {
  /** How long it still accepts requests, so that load balancers notice before it stops. */
  readonly delay: number;
  /** How long requests in flight may take after that; then their connections are cut. */
  readonly grace: number;
  /** Called after the delay, to close the streams, which do not end by themselves. */
  readonly onEnding?: () => void;
}

/** How often (milliseconds) connections that have become idle are closed. */
const SWEEP = 50;

/**
 * Prepares a server for an orderly stop, and returns the function that stops it. During the delay every response has
 * `Connection: close`, so that clients end their connections between two requests: if the server closed one, a request could
 * be on its way. Then the server accepts nothing more and waits for the requests in flight.
 */
export function closeInOrder(server: Server): (stopping: Stopping) => Promise<void> {
  // By socket: a response that waits behind another one gets no `close` event when the socket closes.
  const open = new Map<Socket, Set<ServerResponse>>();
  let isStopping = false;
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (isStopping) response.setHeader('connection', 'close');
    const responses = open.get(socket) ?? begin(socket);
    responses.add(response);
    response.once('close', () => responses.delete(response));
  });

  return async ({ delay, grace, onEnding }) => {
    isStopping = true;
    for (const responses of open.values())
      for (const response of responses) if (!response.headersSent) response.setHeader('connection', 'close');
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    onEnding?.();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // A connection becomes idle when its response has been sent, so idle ones are looked for repeatedly.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
    const limit = setTimeout(() => {
      server.closeAllConnections();
      // Node has forgotten a socket on which a request to upgrade waits behind another one.
      for (const socket of open.keys()) socket.destroy();
    }, grace);
    await closed;
    clearInterval(sweep);
    clearTimeout(limit);
  };

  function begin(socket: Socket): Set<ServerResponse> {
    const responses = new Set<ServerResponse>();
    open.set(socket, responses);
    socket.once('close', () => open.delete(socket));
    return responses;
  }
}
