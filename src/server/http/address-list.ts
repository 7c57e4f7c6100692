import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Addresses and networks that can be looked up. */
export interface AddressList {
  /** Whether an address is in the list; a text that is no address is not. */
  readonly has: (address: string) => boolean;
}

/** The largest number of answers that are kept: a look-up takes some 5 µs, and most requests come from few addresses. */
const MOST_KEPT = 1_000;

/**
 * A list of addresses and networks ("10.0.0.0/8"). IPv4 addresses are found in both spellings ("::ffff:10.0.0.1").
 *
 *     addressList(['10.0.0.0/8']).has('10.1.2.3') // true
 */
export function addressList(entries: readonly string[]): AddressList {
  const listed = entries.map(parseNetwork);
  const kept = new Map<string, boolean>();
  return {
    has(address) {
      const known = kept.get(address);
      if (known !== undefined) return known;
      const found = isListed(address);
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(address, found);
      return found;
    },
  };

  function isListed(text: string): boolean {
    if (isIP(text) === 0) return false;
    const address = ipaddr.process(text);
    const spellings = address instanceof ipaddr.IPv4 ? [address, address.toIPv4MappedAddress()] : [address];
    return spellings.some((spelling) => ipaddr.subnetMatch(spelling, { listed }, 'other') === 'listed');
  }
}

function parseNetwork(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (entry.includes('/')) return ipaddr.parseCIDR(entry);
  const address = ipaddr.process(entry);
  return [address, address instanceof ipaddr.IPv4 ? 32 : 128];
}
