import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { isLoopbackHost } from '../../config.ts';
import { createRateLimiter, type Rate } from '../http/create-rate-limiter.ts';
import { callerAddress, isTrustedPeer, type Call } from '../http/caller-address.ts';
import type { Problem } from '../http/problem.ts';

/** The limit of requests for one address. Callers on this machine are not counted. */
export interface AddressLimit {
  /** Seconds until the address of a request may send the next one; 0: now. */
  readonly wait: (request: Call) => number;
  /** Counts a request. */
  readonly count: (request: Call) => void;
  /** Counts so much in any case: the address then waits until it is made up for. */
  readonly spend: (request: Call, amount: number) => void;
  /** Gives back what was counted but not served. */
  readonly giveBack: (request: Call) => void;
}

/** @param now milliseconds of a monotonic clock */
export function createAddressLimit(
  rate: Rate,
  trustedProxies: readonly string[],
  now: () => number,
): AddressLimit {
  const limiter = createRateLimiter(rate, now);
  const nameOf = (request: Call) => {
    const said = callerAddress(request, trustedProxies);
    if (said !== undefined && isLoopbackHost(said)) return undefined;
    if (said !== undefined) return addressBlock(said);
    // What a stranger claims to have forwarded counts for the stranger, also on this machine. What a trusted proxy forwards
    // for it does not say whom counts for one caller, and not for the proxy.
    const peer = addressBlock(request.socket.remoteAddress ?? '');
    return isTrustedPeer(request, trustedProxies) ? `unknown behind ${peer}` : peer;
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
    spend: (request, amount) => {
      const name = nameOf(request);
      if (name !== undefined) limiter.spend(name, amount);
    },
    giveBack: (request) => {
      const name = nameOf(request);
      if (name !== undefined) limiter.giveBack(name, 1);
    },
  };
}

/** The addresses that one customer of a provider has, as one name: an IPv4 address, or the first 64 bits of an IPv6 address. */
export function addressBlock(address: string): string {
  if (isIP(address) === 0) return address;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':');
}

/** The refusal of an address over its limit; Retry-After has the seconds. */
export const TOO_MANY: Problem = {
  status: 429,
  title: 'Too many requests',
  detail: 'Wait as long as Retry-After says.',
};
