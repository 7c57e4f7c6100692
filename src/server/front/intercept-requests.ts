import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';

/**
 * Puts a handler before all present listeners for requests, restify among them. If `answers` returns true, it has answered the
 * request, and the others do not see it.
 */
export function interceptRequests(
  http: HttpServer,
  answers: (request: IncomingMessage, response: ServerResponse) => boolean,
): void {
  for (const event of ['request', 'checkContinue'] as const) {
    const others = http.listeners(event);
    http.removeAllListeners(event);
    http.on(event, (request: IncomingMessage, response: ServerResponse) => {
      if (answers(request, response)) return;
      for (const listener of others) Reflect.apply(listener, http, [request, response]);
    });
  }
}
