import { isIPv6 } from 'node:net';
import type { IncomingMessage } from 'node:http';
import { isLoopbackHost } from '../../config.ts';
import { createRateLimiter, type Rate } from '../api/rate-limiter.ts';
import { callerAddress } from '../loopback.ts';
import type { Problem } from '../problem.ts';

/** How much one address may ask of the server. Callers on this machine are not counted. */
export interface AddressLimit {
  /** Seconds to wait until the address of a request may ask again; 0 where it may now. */
  readonly wait: (request: IncomingMessage) => number;
  /** Counts a request. */
  readonly count: (request: IncomingMessage) => void;
}

/** @param now milliseconds of a clock that never goes back */
export function createAddressLimit(
  rate: Rate,
  trustedProxies: readonly string[],
  now: () => number,
): AddressLimit {
  const limiter = createRateLimiter(rate, now);
  const nameOf = (request: IncomingMessage) => {
    const said = callerAddress(request, trustedProxies);
    if (said !== undefined && isLoopbackHost(said)) return undefined;
    // A proxy that nobody told us of is one caller, also on this machine.
    return addressBlock(said ?? `unknown behind ${request.socket.remoteAddress ?? ''}`);
  };
  return {
    wait: (request) => {
      const name = nameOf(request);
      return name === undefined ? 0 : limiter.wait(name);
    },
    count: (request) => {
      const name = nameOf(request);
      if (name !== undefined) limiter.take(name, 1);
    },
  };
}

/** What one customer of a provider has: an IPv4 address, or the first 64 bits of an IPv6 address. */
export function addressBlock(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === '' ? 0 : tail.split(':').length;
  const zeros = address.includes('::') ? Math.max(0, 8 - groups.length - behind) : 0;
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...tail.split(':')];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/u, ''))
    .join(':');
}

/** The refusal of whoever asks too much; the seconds go into Retry-After. */
export const TOO_MANY: Problem = {
  status: 429,
  title: 'Too many requests',
  detail: 'Wait as long as Retry-After says.',
};
