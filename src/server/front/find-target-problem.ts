import type { IncomingMessage } from 'node:http';
import type { Problem } from '../http/problem.ts';

type Target = Pick<IncomingMessage, 'url' | 'httpVersion' | 'headers' | 'rawHeaders'>;

/**
 * Why it is not clear for which host a request is meant; undefined if it is. Who is on this machine is judged by the Host
 * header among other things, so a request may name one host only: RFC 9112, section 3.2, asks for 400 where Host is
 * missing, twice there or malformed. An address that names a host itself (`GET http://host/`) must name that of the Host header.
 */
export function findTargetProblem({
  url = '',
  httpVersion,
  headers,
  rawHeaders,
}: Target): Problem | undefined {
  const { host } = headers;
  if (rawHeaders.filter((text, i) => i % 2 === 0 && text.toLowerCase() === 'host').length > 1)
    return TWO_HOSTS;
  if (host === undefined) {
    // HTTP/1.0 knows no Host header. Such a request never counts as one of this machine.
    if (httpVersion !== '1.0') return NO_HOST;
    return url.startsWith('/') || url === '*' ? parsed(url, 'localhost') : OTHER_HOST;
  }
  if (!HOST.test(host)) return BAD_HOST;
  return parsed(url, host);
}

/** A name or an IPv4 address, or an IPv6 address in brackets, and a port: what browsers and programs send. */
const HOST = /^(?:[a-z0-9_](?:[a-z0-9._-]{0,252})|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/iu;

/** An address that restify's router could not parse would end the process. */
function parsed(url: string, host: string): Problem | undefined {
  const base = `http://${host}`;
  if (url.startsWith('/')) return URL.canParse(base + url) ? undefined : BAD_HOST;
  if (url === '*') return URL.canParse(base) ? undefined : BAD_HOST;
  if (!URL.canParse(url) || !URL.canParse(base)) return BAD_HOST;
  const named = new URL(url);
  const isSame = /^https?:$/u.test(named.protocol) && named.username === '' && named.password === '';
  return isSame && sameHost(named, new URL(base)) ? undefined : OTHER_HOST;
}

/** The default port may be written or not. */
function sameHost(named: URL, sent: URL): boolean {
  const port = (url: URL) => (url.port === '' ? '80' : url.port);
  return named.hostname === sent.hostname && (named.protocol === 'https:' || port(named) === port(sent));
}

const malformed = (detail: string): Problem => ({ status: 400, title: 'The request is malformed', detail });

const NO_HOST = malformed('Send a Host header.');
const TWO_HOSTS = malformed('Send one Host header only.');
const BAD_HOST = malformed('The address or the Host header is not valid.');
const OTHER_HOST = malformed('The address names another host than the Host header.');
