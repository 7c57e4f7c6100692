import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How a server stops; times in milliseconds. */
export interface Stopping {
  /** For so long it still takes requests, so that whoever sends them finds out first. */
  readonly delay: number;
  /** After so long what has not ended is cut off. */
  readonly grace: number;
  /** Called behind the delay: streams, which do not end by themselves, are to be ended. */
  readonly onEnding?: () => void;
}

/** How often kept-alive connections are looked for that have become idle. */
const SWEEP = 50;

/**
 * Readies a server to be stopped in order, and returns what stops it. During the delay every response says that its
 * connection is closed, so that kept-alive connections end between two requests: one that were closed from this side
 * might have a request on its way. Then nothing is accepted any more, and what is in flight is waited for.
 */
export function closeInOrder(server: Server): (stopping: Stopping) => Promise<void> {
  // By socket: a response that waits behind another one of its socket is never told that the socket has closed.
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
    // A connection is idle only once its response has left, so it is looked for again and again.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
    const limit = setTimeout(() => server.closeAllConnections(), grace);
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
