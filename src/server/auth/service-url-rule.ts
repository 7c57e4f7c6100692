import { isLoopbackHost } from '../../config.ts';

/** Says whether replies may be sent to a service URL. */
export type ServiceUrlRule = (serviceUrl: string) => boolean;

/** The characters of a service URL. Those that parsers read in different ways (backslash, space, `?`, `#`) are refused. */
const PLAIN = /^https?:\/\/[\w.:[\]-]+(?:\/[\w.~%:@!$&'()*+,;=-]*)*$/iu;

/** The largest number of allowed addresses that are kept: parsing is slow, and a channel sends the same one every time. */
const MOST_REMEMBERED = 1_000;

/**
 * The rule for service URLs. With an app id the listed origins are allowed (`*.` stands for any subdomain), without one only
 * this machine. Origins are compared as a whole, so `https://smba.trafficmanager.net.example.org` is refused.
 *
 *     serviceUrlRule(true, ['https://*.botframework.com'])('https://webchat.botframework.com/') // true
 */
export function serviceUrlRule(hasAppId: boolean, origins: readonly string[]): ServiceUrlRule {
  const allowed = origins.map(originPattern);
  // Refused addresses are not kept: there may be any number of them.
  const remembered = new Set<string>();
  return (serviceUrl) => {
    if (remembered.has(serviceUrl)) return true;
    if (!isAllowed(serviceUrl)) return false;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.add(serviceUrl);
    return true;
  };

  function isAllowed(serviceUrl: string): boolean {
    if (!PLAIN.test(serviceUrl) || !URL.canParse(serviceUrl)) return false;
    const { protocol, hostname, origin, username, password } = new URL(serviceUrl);
    if (username !== '' || password !== '') return false;
    if (!hasAppId) return (protocol === 'http:' || protocol === 'https:') && isLoopbackHost(hostname);
    return allowed.some((pattern) => pattern(origin));
  }
}

function originPattern(entry: string): (origin: string) => boolean {
  const wildcard = /^(https?:\/\/)\*(\..+)$/u.exec(entry);
  if (wildcard === null) {
    const { origin } = new URL(entry);
    return (other) => other === origin;
  }
  const [, scheme = '', domain = ''] = wildcard;
  return (other) =>
    other.startsWith(scheme) && other.endsWith(domain) && other.length > scheme.length + domain.length;
}
