import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

// `isIP` of Node decides what is an address: ipaddr.js also takes "10" and "0x7f.1" for one.

/** Whether a host name or address can be reached from this machine only. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/u, '$1').toLowerCase();
  return bare === 'localhost' || (isIP(bare) !== 0 && ipaddr.process(bare).range() === 'loopback');
}

/** Whether a server that listens on this host listens on all addresses of its machine ("0.0.0.0", "::"). */
export function isAnyAddress(host: string): boolean {
  return isIP(host) !== 0 && ipaddr.process(host).range() === 'unspecified';
}

/** Whether a text is an address or a network such as "10.0.0.0/8". */
export function isAddressOrNetwork(entry: string): boolean {
  const [address = '', ...bits] = entry.split('/');
  return isIP(address) !== 0 && (bits.length === 0 || ipaddr.isValidCIDR(entry));
}

/** Whether replies may be sent to an origin: "https://host", "https://*.host" or, on this machine, "http://localhost:1234". */
export function isServiceOrigin(entry: string): boolean {
  const probe = entry.replace('://*.', '://any.');
  if (!URL.canParse(probe)) return false;
  const { origin, protocol, hostname } = new URL(probe);
  const secure = protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
  return secure && (probe === origin || probe === `${origin}/`);
}

/** Whether a text names an HTTP proxy: "http://host:3128", or "http://NAME:PASSWORD@host:3128". */
export function isProxy(entry: string): boolean {
  if (!/^https?:\/\//u.test(entry) || !URL.canParse(entry)) return false;
  const { pathname, search, hash } = new URL(entry);
  return pathname === '/' && search === '' && hash === '';
}

/** Whether nobody can listen in on an address: it is https, or http on this machine. */
export function isSecureAddress(entry: string): boolean {
  if (!URL.canParse(entry)) return false;
  const { protocol, hostname, username, password } = new URL(entry);
  const secure = protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
  return secure && username === '' && password === '';
}

/** Whether a text is an origin as browsers send it: "https://host" or "http://host:1234", without a default port. */
export function isWebOrigin(entry: string): boolean {
  // A name with a star can be parsed, but no browser would ever send it.
  if (!/^https?:\/\/[^*]+$/u.test(entry) || !URL.canParse(entry)) return false;
  const { origin } = new URL(entry);
  return entry === origin || entry === `${origin}/`;
}
