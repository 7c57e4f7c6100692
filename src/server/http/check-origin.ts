import type { Request, Response } from 'restify';
import type { Problem } from './problem.ts';

/** Checks the Origin of a request and sets the CORS headers of the response. Returns the refusal, or undefined. */
export type OriginCheck = (request: Request, response: Response) => Problem | undefined;

/**
 * Admits pages of this server and of the allowed origins, which are compared exactly. Requests without an Origin do not come
 * from pages of other sites and are admitted.
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

/** Answers a CORS preflight of an admitted origin. */
export function sendPreflight(response: Response, methods: string, headers = API_HEADERS): void {
  response.setHeader('allow', `${methods}, OPTIONS`);
  response.setHeader('access-control-allow-methods', methods);
  response.setHeader('access-control-allow-headers', headers);
  response.setHeader('access-control-max-age', '600');
  response.sendRaw(204, '');
}

const API_HEADERS = 'Authorization, Content-Type, If-None-Match, X-Api-Key';

/** The refusal for pages whose origin is not allowed. */
export const FOREIGN: Problem = {
  status: 403,
  title: 'Pages of this origin may not call this server',
  detail: 'Add the origin to ALLOWED_ORIGINS, exactly as the browser sends it.',
};

/**
 * Whether a page of this server calls. Behind a proxy the Host can differ from the page's; then Sec-Fetch-Site counts, which
 * pages cannot forge.
 */
export function isOwnOrigin({ headers }: Pick<Request, 'headers'>, origin: string): boolean {
  if (headers['sec-fetch-site'] === 'same-origin') return true;
  if (!URL.canParse(origin) || headers.host === undefined) return false;
  const url = new URL(origin);
  // http or https: only the proxy in front knows which one our pages use.
  return url.origin === origin && /^https?:$/u.test(url.protocol) && url.host === headers.host;
}
