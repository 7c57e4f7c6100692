import type { OutboundFetch } from '../../bot/index.ts';
import { isLoopbackHost } from '../../config.ts';

/** Statuses whose responses have no body. */
const BODILESS = new Set([204, 205, 304]);

/**
 * What leaves this machine goes through a tunnel of the proxy (`CONNECT`): it learns the name of the host that is
 * called, and nothing of what is said. This machine itself is called without it. Without a proxy: `fetch`.
 */
export function createOutboundFetch(proxy: string | undefined): OutboundFetch {
  if (proxy === undefined) return fetch;
  let tunnel: Promise<OutboundFetch> | undefined;
  return async (url, request) => {
    if (isLoopbackHost(new URL(url).hostname)) return fetch(url, request);
    tunnel ??= openTunnel(proxy);
    return (await tunnel)(url, request);
  };
}

/** Node's own `fetch` takes no agent of another edition of undici, so both come from the package. */
async function openTunnel(proxy: string): Promise<OutboundFetch> {
  const undici = await import('undici');
  const dispatcher = new undici.ProxyAgent({ uri: proxy, proxyTunnel: true });
  return async (url, { method = 'GET', headers, body, redirect = 'manual', signal } = {}) => {
    if (body !== undefined && body !== null && typeof body !== 'string') {
      throw new Error('only text can be sent by way of the proxy');
    }
    const response = await undici.fetch(url, {
      method,
      headers: [...new Headers(headers)],
      body: body ?? null,
      redirect,
      signal: signal ?? null,
      dispatcher,
    });
    const { status, statusText } = response;
    const answered = BODILESS.has(status) ? null : await response.arrayBuffer();
    return new Response(answered, { status, statusText, headers: [...response.headers] });
  };
}
