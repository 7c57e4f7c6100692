import type { Server } from 'restify';
import type { Config } from '../../config.ts';
import type { Channel } from '../../directline/index.ts';
import { createOutboundFetch } from '../create-outbound-fetch.ts';
import type { AddressLimit } from '../front/limit-address.ts';
import type { Log } from '../log.ts';
import { addChatSessionRoute } from '../routes/chat-session.ts';
import { addGauge, type Metrics } from '../watch/create-metrics.ts';
import { addDirectLineRoutes } from './add-direct-line-routes.ts';
import { createChatDoor } from './chat-door.ts';
import { serveStreams, type StreamServer } from './serve-streams.ts';

export interface WebChatParts {
  readonly config: Config;
  /** Undefined: there is no web chat. */
  readonly channel: Channel | undefined;
  readonly clocks: { readonly now: () => number };
  readonly metrics: Metrics;
  readonly log: Log;
  /** Of every request; streams are not seen by what counts the others. */
  readonly addressLimit: AddressLimit;
}

/** Adds what the web chat talks to: the Direct Line endpoints, their streams, and the chat page's session. */
export function addWebChat(
  server: Server,
  { config, channel, clocks, metrics, log, addressLimit }: WebChatParts,
): StreamServer | undefined {
  if (channel === undefined) return undefined;
  const door = createChatDoor({ config, now: clocks.now, channel });
  addDirectLineRoutes(server, { channel, door, trustedProxies: config.trustedProxies });
  const fetch = createOutboundFetch(config.outboundProxy);
  addChatSessionRoute(server, { channel, door, config, fetch, log });
  addGauge(metrics, 'waymark_streams_open', 'Streams of the web chat that are open.', () =>
    channel.streams.count(),
  );
  return serveStreams(server.server, channel, door, addressLimit);
}
