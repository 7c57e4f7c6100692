import type { Request } from 'restify';
import { isLoopbackHost } from '../config.ts';
import { addressList } from './address-list.ts';
import { bareAddress, unmapped } from './bare-address.ts';
import { memoize } from '../core/index.ts';

/** What proxies and tunnels add, whatever they are set up to add. */
const FORWARDING_HEADERS: readonly string[] = [
  'forwarded',
  'forwarded-for',
  'via',
  'x-forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-forwarded-server',
  'x-original-forwarded-for',
  'x-original-host',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-azure-clientip',
  'x-envoy-external-address',
  'cf-connecting-ip',
  'fastly-client-ip',
  'true-client-ip',
];

/**
 * Whether a request was made on this machine. A forwarding header from an address that is no trusted proxy says that it
 * came from elsewhere; a trusted proxy must name a caller on this machine. A Host that is not this machine is a web page
 * that had its name point here.
 */
export function isLoopbackCaller(request: Call, trustedProxies: readonly string[]): boolean {
  const address = callerAddress(request, trustedProxies);
  return (
    isLoopbackHost(hostName(request.headers.host ?? '')) && address !== undefined && isLoopbackHost(address)
  );
}

/** What is read of a request to tell where it comes from. */
export type Call = Pick<Request, 'headers'> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/**
 * The address that a request comes from; undefined where nobody who is trusted says it. Of the forwarding header the last
 * entry counts that is no trusted proxy: what stands further left is what that caller says, and may be made up.
 */
export function callerAddress(request: Call, trustedProxies: readonly string[]): string | undefined {
  const peer = request.socket.remoteAddress ?? '';
  const forwarded = FORWARDING_HEADERS.some((name) => request.headers[name] !== undefined);
  if (!forwarded) return unmapped(peer);
  const trusted = listOf(trustedProxies);
  if (!trusted.has(peer)) return undefined;
  const callers = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map(bareAddress);
  return callers.reverse().find((address) => address === undefined || !trusted.has(address));
}

/** Whether a request was handed on by a trusted proxy. */
export function isTrustedPeer(request: Call, trustedProxies: readonly string[]): boolean {
  return trustedProxies.length > 0 && listOf(trustedProxies).has(request.socket.remoteAddress ?? '');
}

/** Built once for each list of the configuration. */
const listOf = memoize(addressList);

function hostName(header: string): string {
  return header.replace(/:\d+$/u, '');
}
