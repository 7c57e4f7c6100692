import type { Response } from 'restify';

/** What a page may do besides loading its own files from this server. */
export interface PageFreedom {
  /** It has pages of this server in frames. */
  readonly framesOurs?: boolean;
}

/** A page loads nothing but its own files, runs nothing inline, talks to this server only and stands in no frame. */
export function setPagePolicy(response: Response, { framesOurs = false }: PageFreedom = {}): void {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    ...(framesOurs ? ["frame-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  response.setHeader('content-security-policy', policy.join('; '));
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
}
