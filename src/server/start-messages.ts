import { isAnyAddress, type Config } from '../config.ts';

/** What the operator is told when the server has started, one message a line. */
export function startMessages(
  config: Config,
  url: string,
  metricsUrl: string | undefined,
): readonly string[] {
  const { host, app, apiKeyHashes, publicWebchat, allowedOrigins } = config;
  return [
    isAnyAddress(host)
      ? `Waymark listens on all addresses of this machine; here: ${url}`
      : `Waymark listens on ${url}`,
    `Web chat, on a demo page: ${url}/`,
    `Desk page: ${url}/desk; ask API: ${url}/api/ask (described at /api/openapi.json)`,
    `Bot Framework endpoint: ${url}/api/messages`,
    ...(metricsUrl === undefined ? [] : [`Metrics: ${metricsUrl}/metrics`]),
    publicWebchat
      ? `The web chat serves everybody, here and on pages of ${allowedOrigins.join(', ')}.`
      : 'The web chat serves callers on this machine only. Set PUBLIC_WEBCHAT and ALLOWED_ORIGINS to publish it.',
    ...(apiKeyHashes.length > 0
      ? []
      : [
          'No API keys are set: the ask API serves callers on this machine only. Set API_KEYS to publish it.',
        ]),
    ...(app === undefined
      ? [
          'No app id is set: /api/messages serves callers on this machine only. Set MICROSOFT_APP_ID to connect channels.',
        ]
      : []),
    ...(apiKeyHashes.length > 0 && publicWebchat && app !== undefined ? [] : [LOCAL_ONLY]),
    'Try next: open the demo page in a browser, run "npx waymark chat" in another terminal, or point the Bot Framework Emulator at the endpoint.',
  ];
}

/** What "on this machine only" cannot see: docs/security.md, "What counts as this machine". */
const LOCAL_ONLY =
  '"On this machine" is judged by the connection, the Host header and what proxies add. A proxy or tunnel on this machine that adds nothing (a bare proxy_pass, ssh -R) cannot be told from a program here: everybody behind it would be served. Before you put one in front, let it send X-Forwarded-For and name it in TRUSTED_PROXIES.';
