import { BlockList, isIP, isIPv6 } from 'node:net';
import { unmapped } from './bare-address.ts';

/** Addresses and networks that can be looked up. */
export type AddressList = BlockList;

/** Addresses and networks ("10.0.0.0/8") as a list that can be looked up. */
export function addressList(entries: readonly string[]): AddressList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** Whether an address is on the list; what is no address is not. */
export function contains(list: AddressList, address: string): boolean {
  const bare = unmapped(address);
  const version = isIP(bare);
  return version !== 0 && list.check(bare, version === 6 ? 'ipv6' : 'ipv4');
}
