import type { Request, Response } from 'restify';

/** A refusal as RFC 9457 problem details: what is wrong with the request, never what went on inside. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  /** The same as Direct Line's clients read it (an extension member, RFC 9457, section 3.2). */
  readonly error?: { readonly code: string; readonly message: string };
}

/** Sends a problem; once the response has begun, it does nothing. */
export function sendProblem(request: Request, response: Response, problem: Problem): void {
  if (response.headersSent) return;
  // A body that was refused unread must not be taken for the next request of the connection.
  if (!request.complete) response.setHeader('connection', 'close');
  response.setHeader('content-type', 'application/problem+json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  // Not writeHead and end: restify would not know of the response and would send a second one.
  response.sendRaw(problem.status, JSON.stringify({ type: 'about:blank', ...problem }));
}
