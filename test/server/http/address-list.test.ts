import { BlockList, isIPv6 } from 'node:net';
import { expect } from 'chai';
import fc from 'fast-check';
import { addressList } from '../../../src/server/http/address-list.ts';
import { isAddressOrNetwork } from '../../../src/config/addresses.ts';

/** Addresses of few networks, so that many of them match. */
const v4 = fc
  .tuple(fc.constantFrom(10, 127, 192), fc.constantFrom(0, 168), fc.nat(3), fc.nat(255))
  .map((parts) => parts.join('.'));
const v6 = fc
  .tuple(fc.constantFrom('2001:db8', 'fd00:1'), fc.nat(3), fc.nat(3))
  .map(([head, subnet, host]) => `${head}:${String(subnet)}::${String(host)}`);
const mapped = v4.map((address) => `::ffff:${address}`);
const address = fc.oneof(v4, v6, mapped);
const entry = fc.oneof(
  address,
  fc.tuple(v4, fc.nat(32)).map(([from, bits]) => `${from}/${String(bits)}`),
  fc.tuple(fc.oneof(v6, mapped), fc.nat(128)).map(([from, bits]) => `${from}/${String(bits)}`),
);

describe('the list of addresses', () => {
  it('finds what Node’s BlockList finds', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 3 }), address, (entries, one) => {
        expect(entries.filter((each) => !isAddressOrNetwork(each))).to.deep.equal([]);
        const list = addressList(entries);
        expect(list.has(one), one).to.equal(inBlockList(entries, one));
      }),
    );
  });

  it('finds no text that is no address, and takes none for one', () => {
    const list = addressList(['0.0.0.0/0', '::/0']);
    for (const text of ['', 'unknown', '10', '0x7f.1', '127.1', '1.2.3.4:80', '[::1]']) {
      expect(list.has(text), text).to.equal(false);
      expect(isAddressOrNetwork(text), text).to.equal(false);
    }
    expect(list.has('203.0.113.7')).to.equal(true);
    expect(list.has('2001:db8::7')).to.equal(true);
  });
});

function inBlockList(entries: readonly string[], one: string): boolean {
  const list = new BlockList();
  for (const each of entries) {
    const [from = '', bits] = each.split('/');
    const family = isIPv6(from) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(from, family);
    else list.addSubnet(from, Number(bits), family);
  }
  return list.check(one, isIPv6(one) ? 'ipv6' : 'ipv4');
}
