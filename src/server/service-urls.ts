import { isLoopbackHost } from '../config.ts';

/** The service URLs of the Bot Framework's public cloud. `*.` stands for any name below. */
const BOT_FRAMEWORK = [
  'https://smba.trafficmanager.net',
  'https://*.botframework.com',
  'https://botframework.com',
];

/** Says whether replies may be sent to a service URL. */
export type ServiceUrlRule = (serviceUrl: string) => boolean;

/**
 * With an app id: the Bot Framework's own origins and those that `SERVICE_URLS` adds. Without one: this machine only.
 * Origins are compared whole, so `https://smba.trafficmanager.net.example.org` is another one.
 */
export function serviceUrlRule(hasAppId: boolean, added: readonly string[]): ServiceUrlRule {
  const allowed = [...BOT_FRAMEWORK, ...added].map(originPattern);
  return (serviceUrl) => {
    if (!URL.canParse(serviceUrl)) return false;
    const { protocol, hostname, origin, username, password } = new URL(serviceUrl);
    if (username !== '' || password !== '') return false;
    if (!hasAppId) return (protocol === 'http:' || protocol === 'https:') && isLoopbackHost(hostname);
    return allowed.some((pattern) => pattern(origin));
  };
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
