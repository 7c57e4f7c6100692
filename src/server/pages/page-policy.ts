import type { Response } from 'restify';

/** What a page may do beyond the default policy. */
export interface PageFreedom {
  /** It shows pages of this server in frames. */
  readonly framesOurs?: boolean;
}

/** Sets the security headers of a page: it loads files of this server only, has no inline scripts, and cannot be framed. */
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
