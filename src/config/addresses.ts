import { BlockList, isIP } from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addAddress('::1', 'ipv6');
LOOPBACK.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

/** Whether a host name or address can be reached from this machine only. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/u, '$1').toLowerCase();
  // Asked for every request, and a look at a list is slow: the usual spellings come first.
  if (bare === 'localhost' || bare === '::1') return true;
  const version = isIP(bare);
  return version === 4 ? bare.startsWith('127.') : version === 6 && LOOPBACK.check(bare, 'ipv6');
}

/** Whether a text is an address or a network such as "10.0.0.0/8". */
export function isAddressOrNetwork(entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** An origin that replies may be sent to: "https://host", "https://*.host" or, for this machine, "http://localhost:1234". */
export function isServiceOrigin(entry: string): boolean {
  const probe = entry.replace('://*.', '://any.');
  if (!URL.canParse(probe)) return false;
  const { origin, protocol, hostname } = new URL(probe);
  const secure = protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
  return secure && (probe === origin || probe === `${origin}/`);
}

/** An HTTP proxy: "http://host:3128", perhaps with a name and a password in front of the host. */
export function isProxy(entry: string): boolean {
  if (!/^https?:\/\//u.test(entry) || !URL.canParse(entry)) return false;
  const { pathname, search, hash } = new URL(entry);
  return pathname === '/' && search === '' && hash === '';
}

/** An address that nobody can listen in on: https, or http on this machine. */
export function isSecureAddress(entry: string): boolean {
  if (!URL.canParse(entry)) return false;
  const { protocol, hostname, username, password } = new URL(entry);
  const secure = protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
  return secure && username === '' && password === '';
}

/** The origin of a web site: "https://host" or "http://host:1234", without a default port and with nothing behind it. */
export function isWebOrigin(entry: string): boolean {
  // A name with a star parses, and no browser would ever send it.
  if (!/^https?:\/\/[^*]+$/u.test(entry) || !URL.canParse(entry)) return false;
  const { origin } = new URL(entry);
  return entry === origin || entry === `${origin}/`;
}
