import type { Request, Response } from 'restify';
import type { Problem } from './problem.ts';

/** Looks at where a browser says that a request comes from, and marks the response for it. */
export type OriginCheck = (request: Request, response: Response) => Problem | undefined;

/**
 * Lets in pages of our own and of the allowed origins, each compared whole. What is no page (it sends no Origin) is none
 * of its business.
 */
export function createOriginCheck(allowed: readonly string[]): OriginCheck {
  return (request, response) => {
    response.setHeader('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || isOwnOrigin(request, origin)) return undefined;
    if (!allowed.includes(origin)) return FOREIGN;
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', 'ETag, Retry-After, WWW-Authenticate');
    return undefined;
  };
}

/** Answers a preflight of an origin that was let in. */
export function sendPreflight(response: Response, methods: string, headers = API_HEADERS): void {
  response.setHeader('allow', `${methods}, OPTIONS`);
  response.setHeader('access-control-allow-methods', methods);
  response.setHeader('access-control-allow-headers', headers);
  response.setHeader('access-control-max-age', '600');
  response.sendRaw(204, '');
}

const API_HEADERS = 'Authorization, Content-Type, If-None-Match, X-Api-Key';

/** The refusal of a page that may not call. */
export const FOREIGN: Problem = {
  status: 403,
  title: 'Pages of this origin may not call',
  detail: 'Add the origin to ALLOWED_ORIGINS, exactly as the browser sends it.',
};

/**
 * Whether a page of our own calls. Behind a proxy the Host may be another one than the page's; the browser's own word then
 * counts. No page can forge it.
 */
export function isOwnOrigin({ headers }: Pick<Request, 'headers'>, origin: string): boolean {
  if (headers['sec-fetch-site'] === 'same-origin') return true;
  if (!URL.canParse(origin) || headers.host === undefined) return false;
  const url = new URL(origin);
  // Whether our own pages come by https only the proxy in front knows.
  return url.origin === origin && /^https?:$/u.test(url.protocol) && url.host === headers.host;
}
