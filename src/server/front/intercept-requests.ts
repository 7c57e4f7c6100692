import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';

/**
 * Lets something look at every request before whoever listens for requests now, restify among them: what `answers` returns
 * true for has been answered and goes no further.
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
