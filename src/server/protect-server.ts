import type { Server } from 'restify';
import type { Config } from '../config.ts';
import { addressList } from './http/address-list.ts';
import { createActivityGuard, type ActivityGuard } from './auth/create-activity-guard.ts';
import { checkEveryRequest } from './front/check-every-request.ts';
import { createAddressLimit, type AddressLimit } from './front/limit-address.ts';
import { limitSockets, type SocketTimes } from './front/limit-sockets.ts';
import { refuseEarly } from './front/refuse-early.ts';
import { refuseManyHeaders } from './front/refuse-many-headers.ts';
import { createOutboundFetch } from './http/create-outbound-fetch.ts';
import type { Log } from './log/index.ts';
import type { Metrics } from './watch/create-metrics.ts';
import { MESSAGES } from './routes/messages.ts';
import { serviceUrlRule, type ServiceUrlRule } from './auth/service-url-rule.ts';

/** What protects the Bot Framework's endpoint. */
export interface Protection {
  /** Authenticates callers; undefined if no app id is set. */
  readonly guard: ActivityGuard | undefined;
  readonly allowsServiceUrl: ServiceUrlRule;
  /** Counts the requests of each address. */
  readonly addressLimit: AddressLimit;
}

export interface Clocks {
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** Milliseconds since 1970. */
  readonly wallClock: () => number;
}

export interface ProtectionParts {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Times for connections that replace the usual ones. */
  readonly socketTimes?: Partial<SocketTimes> | undefined;
}

/**
 * Adds what every connection and every request passes first: limits for sockets and addresses, and security headers. Returns
 * the parts that routes use too.
 */
export function protectServer(
  server: Server,
  config: Config,
  { now, wallClock }: Clocks,
  { log, metrics, socketTimes }: ProtectionParts,
): Protection {
  const { app, cloud, trustedProxies, serviceUrls, outboundProxy } = config;
  const rate = { perMinute: config.addressRatePerMinute, burst: config.addressRateBurst };
  const addressLimit = createAddressLimit(rate, trustedProxies, now);
  limitSockets(server, {
    most: config.maxConnections,
    mostPerAddress: config.maxConnectionsPerAddress,
    trustedProxies: addressList(trustedProxies),
    times: socketTimes,
  });
  refuseEarly(server.server, addressLimit, metrics);
  refuseManyHeaders(server.server);
  // A channel sends all activities from a few addresses, so they are not counted here; the guard counts those that it refuses.
  checkEveryRequest(server, addressLimit, (request) => app === undefined || request.url !== MESSAGES);
  const allowsServiceUrl = serviceUrlRule(app !== undefined, [...cloud.serviceUrls, ...serviceUrls]);
  if (app === undefined) return { guard: undefined, allowsServiceUrl, addressLimit };
  const guard = createActivityGuard({
    app,
    cloud,
    addressLimit,
    channelRate: { perMinute: config.channelRatePerMinute, burst: config.channelRateBurst },
    conversationRate: { perMinute: config.conversationRatePerMinute, burst: config.conversationRateBurst },
    now,
    wallClock,
    fetch: createOutboundFetch(outboundProxy),
    log,
  });
  return { guard, allowsServiceUrl, addressLimit };
}
