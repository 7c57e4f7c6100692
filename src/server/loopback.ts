import { BlockList, isIP, isIPv6 } from 'node:net';
import type { Request } from 'restify';
import { isLoopbackHost } from '../config.ts';

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
export function isLoopbackCaller(request: Request, trustedProxies: readonly string[]): boolean {
  const address = callerAddress(request, trustedProxies);
  return (
    isLoopbackHost(hostName(request.headers.host ?? '')) && address !== undefined && isLoopbackHost(address)
  );
}

/** The address that a request comes from, behind trusted proxies; undefined where nobody who is trusted says it. */
export function callerAddress(request: Request, trustedProxies: readonly string[]): string | undefined {
  const peer = request.socket.remoteAddress ?? '';
  const forwarded = FORWARDING_HEADERS.some((name) => request.headers[name] !== undefined);
  if (!forwarded) return unmapped(peer);
  const trusted = addressList(trustedProxies);
  if (!contains(trusted, peer)) return undefined;
  const callers = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((caller) => caller.trim());
  const caller = callers.reverse().find((address) => !contains(trusted, address));
  return caller === undefined ? undefined : unmapped(caller);
}

/** Whether a request was handed on by a trusted proxy. */
export function isTrustedPeer(request: Request, trustedProxies: readonly string[]): boolean {
  return (
    trustedProxies.length > 0 && contains(addressList(trustedProxies), request.socket.remoteAddress ?? '')
  );
}

/** Addresses and networks ("10.0.0.0/8") as a list that can be looked up. */
function addressList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function contains(list: BlockList, address: string): boolean {
  const bare = unmapped(address);
  const version = isIP(bare);
  return version !== 0 && list.check(bare, version === 6 ? 'ipv6' : 'ipv4');
}

/** A server that listens on IPv6 sees callers over IPv4 as "::ffff:127.0.0.1". */
function unmapped(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1] ?? address;
}

function hostName(header: string): string {
  return header.replace(/:\d+$/u, '');
}
