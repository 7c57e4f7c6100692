import type { Server } from 'restify';
import type { Config } from '../../config.ts';
import type { Channel } from '../../directline/index.ts';
import { createOutboundFetch } from '../http/create-outbound-fetch.ts';
import type { AddressLimit } from '../front/limit-address.ts';
import type { Log } from '../log/index.ts';
import { addChatSessionRoute } from './add-chat-session-route.ts';
import { addGauge, type Metrics } from '../watch/create-metrics.ts';
import { addDirectLineRoutes } from './add-direct-line-routes.ts';
import { createChatGuard } from './create-chat-guard.ts';
import { serveStreams, type StreamServer } from './serve-streams.ts';

export interface WebChatParts {
  readonly config: Config;
  /** Undefined if there is no web chat. */
  readonly channel: Channel | undefined;
  readonly clocks: { readonly now: () => number };
  readonly metrics: Metrics;
  readonly log: Log;
  /** Streams count their requests here themselves, because upgrades do not pass restify. */
  readonly addressLimit: AddressLimit;
}

/** Adds what the chat page calls: the Direct Line endpoints, their streams and the session route. */
export function addWebChat(
  server: Server,
  { config, channel, clocks, metrics, log, addressLimit }: WebChatParts,
): StreamServer | undefined {
  if (channel === undefined) return undefined;
  const guard = createChatGuard({ config, now: clocks.now, channel });
  addDirectLineRoutes(server, { channel, guard, trustedProxies: config.trustedProxies });
  const fetch = createOutboundFetch(config.outboundProxy);
  addChatSessionRoute(server, { channel, guard, config, fetch, log });
  addGauge(metrics, 'waymark_streams_open', 'Streams of the web chat that are open.', () =>
    channel.streams.count(),
  );
  return serveStreams(server.server, channel, guard, addressLimit);
}
