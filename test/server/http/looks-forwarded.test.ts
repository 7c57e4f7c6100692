import { expect } from 'chai';
import { looksForwarded } from '../../../src/server/http/looks-forwarded.ts';
import { isLoopbackCaller } from '../../../src/server/http/caller-address.ts';

/** What proxies, networks, clouds and tunnels are documented to add, one of each at least. */
const OF_PROXIES = `
  forwarded forwarded-for via x-forwarded x-forwarded-for x-forwarded-host x-forwarded-port x-forwarded-proto
  x-forwarded-server x-forwarded-by x-forwarded-scheme x-forwarded-ssl x-forwarded-prefix x-forwarded-client-cert x-forwarded-user
  x-original-forwarded-for x-original-host x-original-url x-original-proto x-originating-ip x-rewrite-url x-host
  x-real-ip x-client-ip client-ip x-cluster-client-ip x-remote-ip x-remote-addr remote-user x-proxyuser-ip x-proxy-id
  proxy-connection proxy-client-ip wl-proxy-client-ip true-client-ip x-scheme x-url-scheme front-end-https
  cf-ray cf-connecting-ip cf-connecting-ipv6 cf-ipcountry cf-visitor cf-worker cdn-loop cf-access-authenticated-user-email
  x-amzn-trace-id x-amzn-oidc-data x-amz-cf-id cloudfront-viewer-country cloudfront-is-mobile-viewer cloudfront-viewer-address
  fly-client-ip fly-region fly-request-id fly-forwarded-port fastly-client-ip fastly-ssl fastly-ff x-timer x-varnish surrogate-capability
  akamai-origin-hop x-akamai-edgescape x-akamai-config-log-detail x-sucuri-clientip incap-client-ip x-iinfo
  x-azure-clientip x-azure-ref x-azure-fdid x-azure-socketip x-fd-healthprobe x-arr-log-id x-arr-ssl x-appgw-trace-id
  x-site-deployment-id x-waws-unencoded-url x-ms-client-principal-name disguised-host-ip client-cert
  x-appengine-user-ip x-appengine-country x-cloud-trace-context x-goog-iap-jwt-assertion x-goog-authenticated-user-email
  x-vercel-id x-vercel-ip-country x-nf-client-connection-ip x-nf-request-id x-request-start x-queue-start rndr-id
  x-railway-edge do-connecting-ip x-envoy-external-address x-envoy-peer-metadata x-envoy-expected-rq-timeout-ms x-b3-traceid l5d-client-id
  x-traefik-router x-kong-request-id x-consumer-id x-nginx-proxy x-haproxy-server-state x-iisnode-remote_addr
  ali-cdn-real-ip eagleeye-traceid x-client-cert x-ssl-client-verify ssl-client-cert early-data x-real-port
  tailscale-user-login x-ngrok-id x-auth-request-user x-pomerium-jwt-assertion x-request-id x-correlation-id
  x_forwarded_for x_real_ip http-client-ip x-sourceip`
  .trim()
  .split(/\s+/u);

/** What browsers, HTTP libraries, the Bot Framework's clients and monitoring send by themselves. */
const OF_PROGRAMS = `
  host connection user-agent accept accept-encoding accept-language accept-charset content-type content-length content-encoding
  origin referer authorization cookie cache-control pragma dnt sec-gpc te trailer transfer-encoding expect range if-range
  if-none-match if-modified-since if-match upgrade http2-settings keep-alive priority save-data purpose sec-purpose x-purpose from date
  upgrade-insecure-requests sec-fetch-site sec-fetch-mode sec-fetch-dest sec-fetch-user sec-ch-ua sec-ch-ua-mobile
  sec-ch-ua-platform sec-ch-ua-arch sec-ch-prefers-color-scheme sec-ch-ua-full-version-list device-memory downlink rtt ect viewport-width
  sec-websocket-key sec-websocket-version sec-websocket-extensions sec-websocket-protocol
  access-control-request-method access-control-request-headers access-control-request-private-network
  x-requested-with x-api-key x-csrf-token x-http-method-override x-ms-bot-agent x-ms-conversation-id x-emulator-no-bot-errors
  x-prometheus-scrape-timeout-seconds postman-token traceparent tracestate baggage last-event-id`
  .trim()
  .split(/\s+/u);

const HERE = { host: 'localhost:3978' };
const isLocal = (headers: Record<string, string>, httpVersion = '1.1') =>
  isLoopbackCaller(
    { headers: { ...HERE, ...headers }, httpVersion, socket: { remoteAddress: '127.0.0.1' } },
    [],
  );

describe('what looks forwarded', () => {
  it(`is every one of ${OF_PROXIES.length} headers that proxies and networks add`, () => {
    expect(OF_PROXIES.filter((name) => isLocal({ [name]: '1' }))).to.deep.equal([]);
  });

  it('is no header that programs and browsers send by themselves', () => {
    expect(
      OF_PROGRAMS.filter((name) => looksForwarded({ headers: { [name]: 'text/html, en;q=0.5' } })),
    ).to.deep.equal([]);
  });

  it('is a header of any name whose value is an address, and Host is none of them', () => {
    for (const value of [
      '203.0.113.7',
      '203.0.113.7:443',
      '2001:db8::7',
      '[2001:db8::7]:443',
      '"[::1]"',
      '10.0.0.1, 10.0.0.2',
    ])
      expect(isLocal({ 'x-seen': value }), value).to.equal(false);
    for (const value of ['1', '1.2.3', '12:30', 'localhost', 'a, 203.0.113.7', ''])
      expect(isLocal({ 'x-seen': value }), value).to.equal(true);
    expect(isLocal({ host: '127.0.0.1' })).to.equal(true);
    expect(isLocal({ host: '[::1]:80' })).to.equal(true);
  });

  it('is HTTP/1.0, as a bare proxy_pass speaks it', () => {
    expect(isLocal({}, '1.0')).to.equal(false);
    expect(isLocal({})).to.equal(true);
  });

  it('is a browser whose page has another name than this machine, and was still told "same origin"', () => {
    const from = (origin: string, site: string) => isLocal({ origin, 'sec-fetch-site': site });
    expect(from('https://chat.example.com', 'same-origin')).to.equal(false);
    expect(from('http://localhost:3978', 'same-origin')).to.equal(true);
    // A site that may call, in a browser on this machine.
    expect(from('https://chat.example.com', 'cross-site')).to.equal(true);
    expect(from('null', 'same-origin')).to.equal(true);
  });
});
