import type { Request } from 'restify';
import { isOwnOrigin } from '../http/check-origin.ts';
import { isTrustedPeer } from '../http/caller-address.ts';

/** The path of the endpoints. */
export const DIRECT_LINE = '/v3/directline';

/**
 * The address of a conversation's stream as the caller reaches it. For a page of this server the host comes from its Origin;
 * else from the headers of a trusted proxy, else from the Host header. A caller who forges them misleads only itself.
 */
export function streamUrl(
  request: Request,
  trustedProxies: readonly string[],
  { conversation, watermark, token }: { conversation: string; watermark: number; token: string },
): string {
  const { origin, host = 'localhost' } = request.headers;
  const query = new URLSearchParams({ watermark: String(watermark), t: token });
  const path = `${DIRECT_LINE}/conversations/${encodeURIComponent(conversation)}/stream?${query.toString()}`;
  if (origin !== undefined && URL.canParse(origin) && isOwnOrigin(request, origin)) {
    return `${origin.replace(/^http/u, 'ws')}${path}`;
  }
  const isBehindTls = first(request.headers['x-forwarded-proto']) === 'https';
  const named = isTrustedPeer(request, trustedProxies)
    ? first(request.headers['x-forwarded-host'])
    : undefined;
  return `${isBehindTls ? 'wss' : 'ws'}://${named ?? host}${path}`;
}

/** The first entry of a list: it is of the proxy nearest to the caller. */
function first(header: string | string[] | undefined): string | undefined {
  const [entry = ''] = String(header ?? '').split(',');
  return entry.trim() === '' ? undefined : entry.trim().toLowerCase();
}
