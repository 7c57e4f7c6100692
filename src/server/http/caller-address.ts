import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { isLoopbackHost } from '../../config.ts';
import { addressList } from './address-list.ts';
import { looksForwarded, type Forwardable } from './looks-forwarded.ts';
import { memoize } from '../../core/index.ts';

/**
 * Whether a request was made on this machine. It was not if it looks forwarded (`looksForwarded`) by an address that is no
 * trusted proxy, or if a trusted proxy names a caller elsewhere. It was not either if its Host header names another machine:
 * then a web page has let its own name point to this machine (DNS rebinding).
 */
export function isLoopbackCaller(request: Call, trustedProxies: readonly string[]): boolean {
  const address = callerAddress(request, trustedProxies);
  return (
    isLoopbackHost(hostName(request.headers.host ?? '')) && address !== undefined && isLoopbackHost(address)
  );
}

/** The part of a request that tells where it comes from. */
export type Call = Forwardable & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/**
 * The address that a request comes from; undefined if it was forwarded by somebody who is not trusted, or if the proxy names
 * no address. `X-Forwarded-For` is read from the right: the first entry that is no trusted proxy is the caller. Entries
 * further left were sent by that caller, and may be made up.
 */
export function callerAddress(request: Call, trustedProxies: readonly string[]): string | undefined {
  const peer = request.socket.remoteAddress ?? '';
  if (!looksForwarded(request)) return parseAddress(peer);
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

/** Each list of the configuration is parsed once. */
const listOf = memoize(addressList);

function hostName(header: string): string {
  return header.replace(/:\d+$/u, '');
}

/**
 * The address in an entry of a forwarding header, which some proxies write with the port behind it ("192.0.2.1:5021",
 * "[2001:db8::1]:5021"); undefined if it is none ("unknown", a name).
 */
function bareAddress(entry: string): string | undefined {
  const [, inBrackets, withPort] = /^(?:"?\[([^\]]*)\](?::\d+)?"?|([\d.]+):\d+)$/u.exec(entry.trim()) ?? [];
  return parseAddress(inBrackets ?? withPort ?? entry.trim());
}

/** An address in its usual spelling. A server that listens on IPv6 sees callers over IPv4 as "::ffff:127.0.0.1". */
function parseAddress(text: string): string | undefined {
  return isIP(text) === 0 ? undefined : ipaddr.process(text).toString();
}
