import { isIP } from 'node:net';
import type { Request } from 'restify';
import { isLoopbackHost } from '../../config.ts';

/** The part of a request that tells whether something handed it on. */
export type Forwardable = Pick<Request, 'headers'> & { readonly httpVersion?: string | undefined };

/**
 * Whether a request looks as if a proxy, a tunnel or a balancer had handed it on. This is the one definition of it; what it
 * cannot see is in docs/security.md. Four things count:
 *
 * 1. a header that such a program adds, by name (lists and patterns below; "_" counts as "-");
 * 2. a header of any name but Host whose value is an address;
 * 3. HTTP/1.0, which nginx speaks by default where nothing but `proxy_pass` is set, and browsers and HTTP libraries do not;
 * 4. a browser that says "same origin" while the page's origin is not this machine: its address bar has another name.
 *
 * It errs towards yes: a program on this machine that sends such a header needs a key.
 */
export function looksForwarded({ headers, httpVersion }: Forwardable): boolean {
  if (httpVersion === '1.0' || isUnderAnotherName(headers)) return true;
  for (const name in headers) {
    if (isOfProxy(name) || (name !== 'host' && isAddress(headers[name]))) return true;
  }
  return false;
}

/** The largest number of names that are kept: requests have few different ones, and a new one takes a microsecond. */
const MOST_KEPT = 500;
const kept = new Map<string, boolean>();

function isOfProxy(name: string): boolean {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const plain = name.replaceAll('_', '-');
  // "Sec-" begins headers of the browser itself.
  const found = !name.startsWith('sec-') && (NAMES.has(plain) || STARTS.test(plain) || WORDS.test(plain));
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(name, found);
  return found;
}

/** Words that stand in such a name, between hyphens: X-Forwarded-For, X-Real-IP, CF-Connecting-IP, Client-Cert, CDN-Loop … */
const WORDS =
  /(?:^|-)(?:forward(?:ed|er|s)?|via|prox(?:y|ied)|proxyuser|ip|ips|ip[46]|ipv[46]|ipaddr(?:ess)?|(?:client|real|true|remote|source|src|user|origin|visitor|caller|connecting)ip|addr|remote(?:addr)?|peer|original|originating|cdn|edge|gateway|tunnel|balancer|ingress|hops?|cluster|ssl|tls|cert|geo|geoip|country|scheme|https)(?:-|$)/u;

/** How headers of products begin: content delivery networks, clouds and their hosting, proxies, meshes, tunnels, login proxies. */
const STARTS = new RegExp(
  `^(?:x-)?(?:${[
    ...['cf', 'cloudflare', 'cloudfront', 'amz-cf', 'amzn', 'fastly', 'akamai', 'sucuri', 'incap', 'imperva'],
    ...['iinfo', 'bunny', 'stackpath', 'gcore', 'ali', 'eagleeye', 'tencent', 'qcloud', 'varnish', 'squid'],
    ...['azure', 'fd', 'arr', 'appgw', 'waws', 'appservice', 'site-deployment', 'ms-client-principal'],
    ...['appengine', 'cloud-trace', 'goog', 'google', 'gclb', 'serverless', 'oracle', 'oci', 'ibm'],
    ...[
      'fly',
      'vercel',
      'nf',
      'netlify',
      'heroku',
      'railway',
      'render',
      'rndr',
      'koyeb',
      'scalingo',
      'cleverapps',
    ],
    ...[
      'envoy',
      'istio',
      'b3',
      'l5d',
      'linkerd',
      'dapr',
      'traefik',
      'kong',
      'nginx',
      'haproxy',
      'caddy',
      'apache',
    ],
    ...['openresty', 'apisix', 'tyk', 'consumer', 'ngrok', 'tailscale', 'zrok', 'pagekite', 'devtunnel'],
    ...['iisnode', 'wl', 'rewrite', 'auth-request', 'authentik', 'authelia', 'pomerium'],
  ].join('|')})(?:-|$)`,
  'u',
);

/** Names that follow no pattern. */
const NAMES: ReadonlySet<string> = new Set([
  'early-data', // RFC 8470: set by who takes TLS in front
  'surrogate-capability',
  'surrogate-control',
  'x-request-id',
  'x-correlation-id',
  'x-request-start',
  'x-queue-start',
  'x-host',
  'x-server-name',
  'x-url',
  'x-port',
  'x-real-port',
  'x-client-port',
  'x-timer', // Fastly
  'x-coming-from',
]);

/** Asked first, because it is quick: most values do not even begin like an address. */
const LIKE_ADDRESS = /^\s*["[\da-f:][^,]{0,60}(?:,|$)/iu;

/** An address, or a list of them that begins with one, with or without a port: "203.0.113.7, 10.0.0.1", "[2001:db8::1]:443". */
function isAddress(value: string | readonly string[] | undefined): boolean {
  if (typeof value !== 'string' || !LIKE_ADDRESS.test(value)) return false;
  const [first = ''] = value.split(',', 1);
  const bare = first.trim().replace(/^"?\[(.*)\](?::\d+)?"?$/u, '$1');
  return isIP(bare) !== 0 || isIP(bare.replace(/:\d+$/u, '')) === 4;
}

function isUnderAnotherName(headers: Forwardable['headers']): boolean {
  const { origin, host = '' } = headers;
  if (headers['sec-fetch-site'] !== 'same-origin' || origin === undefined) return false;
  // Most pages of ours, without the time that parsing takes. A Host that is not this machine is another check's business.
  if (origin === `http://${host}` || !URL.canParse(origin)) return false;
  return !isLoopbackHost(new URL(origin).hostname);
}
