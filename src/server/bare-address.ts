import { isIP } from 'node:net';

/**
 * The address in an entry of a forwarding header, which some proxies write with the port behind it ("192.0.2.1:5021",
 * "[2001:db8::1]:5021"); undefined where it is none ("unknown", a name).
 */
export function bareAddress(entry: string): string | undefined {
  const [, inBrackets, withPort] = /^(?:"?\[([^\]]*)\](?::\d+)?"?|([\d.]+):\d+)$/u.exec(entry.trim()) ?? [];
  const address = unmapped(inBrackets ?? withPort ?? entry.trim());
  return isIP(address) === 0 ? undefined : address;
}

/** A server that listens on IPv6 sees callers over IPv4 as "::ffff:127.0.0.1". */
export function unmapped(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1] ?? address;
}
