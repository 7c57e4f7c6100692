import { isLoopbackHost } from '../../config.ts';

/** Says whether replies may be sent to a service URL. */
export type ServiceUrlRule = (serviceUrl: string) => boolean;

/** What a service URL is written in. What parsers read in different ways (backslashes, spaces, `?`, `#`) is not. */
const PLAIN = /^https?:\/\/[\w.:[\]-]+(?:\/[\w.~%:@!$&'()*+,;=-]*)*$/iu;

/** So many allowed addresses are remembered: parsing one takes long, and a channel gives the same with every activity. */
const MOST_REMEMBERED = 1_000;

/**
 * With an app id: these origins (`*.` stands for any name below). Without one: this machine only. Origins are compared
 * whole, so `https://smba.trafficmanager.net.example.org` is another one.
 */
export function serviceUrlRule(hasAppId: boolean, origins: readonly string[]): ServiceUrlRule {
  const allowed = origins.map(originPattern);
  // Of addresses that are refused there may be any number, so those are looked at each time.
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
