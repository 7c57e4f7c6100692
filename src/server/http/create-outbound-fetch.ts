import type { OutboundFetch } from '../../bot/index.ts';
import { isLoopbackHost } from '../../config.ts';

/** Statuses whose responses have no body. */
const BODILESS = new Set([204, 205, 304]);

/**
 * Returns a `fetch` that sends requests through a tunnel of the proxy (`CONNECT`), so that the proxy learns the host's name
 * but nothing of the content. Requests to this machine go directly. Without a proxy it is the global `fetch`.
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

/** Node's own `fetch` accepts no agent of another undici version, so `fetch` and agent come from the package. */
async function openTunnel(proxy: string): Promise<OutboundFetch> {
  const undici = await import('undici');
  const dispatcher = new undici.ProxyAgent({ uri: proxy, proxyTunnel: true });
  return async (url, { method = 'GET', headers, body, redirect = 'manual', signal } = {}) => {
    if (body !== undefined && body !== null && typeof body !== 'string') {
      throw new Error('only text bodies can be sent through the proxy');
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
