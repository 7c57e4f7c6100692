import { BlockList, isIP, isIPv6 } from 'node:net';
import { unmapped } from './bare-address.ts';

/** Addresses and networks that can be looked up. */
export interface AddressList {
  /** Whether an address is among them; what is no address is not. */
  readonly has: (address: string) => boolean;
}

/** So many answers are remembered: a look at a list is slow, and most requests come from few addresses. */
const MOST_REMEMBERED = 1_000;

/** Addresses and networks ("10.0.0.0/8") as a list that can be looked up. */
export function addressList(entries: readonly string[]): AddressList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  const remembered = new Map<string, boolean>();
  return {
    has: (address) => {
      const known = remembered.get(address);
      if (known !== undefined) return known;
      const bare = unmapped(address);
      const version = isIP(bare);
      const found = version !== 0 && list.check(bare, version === 6 ? 'ipv6' : 'ipv4');
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(address, found);
      return found;
    },
  };
}
