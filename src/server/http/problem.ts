import type { Request, Response } from 'restify';

/** A refusal as RFC 9457 problem details: what is wrong with the request, but nothing of the server's internals. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  /** The same for Direct Line clients (an extension member, RFC 9457, section 3.2). */
  readonly error?: { readonly code: string; readonly message: string };
}

/** Sends a problem. Does nothing if the response has begun. */
export function sendProblem(request: Request, response: Response, problem: Problem): void {
  if (response.headersSent) return;
  // The rest of an unread body must not be read as the next request of the connection.
  if (!request.complete) response.setHeader('connection', 'close');
  response.setHeader('content-type', 'application/problem+json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  // Not writeHead and end: restify would not know of the response and would send a second one.
  response.sendRaw(problem.status, JSON.stringify({ type: 'about:blank', ...problem }));
}
