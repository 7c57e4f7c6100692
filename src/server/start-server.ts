import type { AddressInfo } from 'node:net';
import { findHostProblem, isAnyAddress, type Config } from '../config.ts';
import type { Bot } from '../bot/index.ts';
import type { Channel } from '../directline/index.ts';
import type { ApiRules } from './api/create-api-guard.ts';
import { closeInOrder } from './close-in-order.ts';
import { createServer } from './create-server.ts';
import type { SocketTimes } from './front/limit-sockets.ts';
import type { Log } from './log/index.ts';
import { CHAT_FOLDER, WEB_CHAT_FOLDER } from './routes/chat.ts';
import { DESK_FOLDER } from './routes/desk.ts';
import { EMBED_FOLDER } from './routes/embed.ts';
import { SITE_FOLDER } from './routes/site.ts';
import { createMetrics, type Metrics } from './watch/create-metrics.ts';
import { alwaysReady, type Readiness } from './watch/create-readiness.ts';

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  /**
   * Stops the server: it goes on for `delay` milliseconds (default 0), then accepts no more requests, waits at most `grace`
   * milliseconds for the turns in flight, and closes every connection.
   */
  close(grace?: number, delay?: number): Promise<void>;
}

/** The result of a start. A port in use or a foreign host is no bug: `reason` says how to fix it. */
export type StartResult =
  | { readonly kind: 'running'; readonly server: RunningServer }
  | { readonly kind: 'refused'; readonly reason: string };

const GRACE = 10_000;

/** What the server takes from its surroundings; tests give their own. */
export interface ServerOptions {
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  readonly deskFolder: string;
  readonly embedFolder: string;
  readonly chatFolder: string;
  readonly webChatFolder: string;
  readonly siteFolder: string;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  /** The embedded Direct Line channel; without it there is no web chat. */
  readonly channel: Channel;
  /** Times for connections that replace the usual ones. */
  readonly socketTimes: Partial<SocketTimes>;
}

/**
 * Starts the server on the configured address; port 0 takes any free one.
 *
 *     const start = await startServer(config, bot, log);
 *     if (start.kind === 'refused') throw new Error(start.reason);
 *     await fetch(`${start.server.url}/healthz`);
 */
export async function startServer(
  config: Config,
  bot: Bot,
  log: Log,
  {
    now = () => performance.now(),
    deskFolder = DESK_FOLDER,
    embedFolder = EMBED_FOLDER,
    chatFolder = CHAT_FOLDER,
    webChatFolder = WEB_CHAT_FOLDER,
    siteFolder = SITE_FOLDER,
    metrics = createMetrics(),
    readiness = alwaysReady(),
    channel,
    socketTimes,
  }: Partial<ServerOptions> = {},
): Promise<StartResult> {
  const { trustedProxies, host, port } = config;
  const hostProblem = findHostProblem(config);
  if (hostProblem !== undefined) return { kind: 'refused', reason: hostProblem };
  const api: ApiRules = {
    keyHashes: config.apiKeyHashes,
    trustedProxies,
    allowedOrigins: config.allowedOrigins,
    rate: { perMinute: config.apiRatePerMinute, burst: config.apiRateBurst },
    now,
  };
  const { server, stopStreams } = createServer({
    bot,
    config,
    clocks: { now, wallClock: Date.now },
    api,
    deskFolder,
    embedFolder,
    chatFolder,
    webChatFolder,
    siteFolder,
    metrics,
    tellsMetrics: config.metricsPort === undefined,
    readiness,
    channel,
    log,
    socketTimes,
  });
  const failure = await new Promise<unknown>((resolve) => {
    // On restify's server, not Node's: it passes errors on, and throws if nobody listens.
    server.once('error', resolve);
    server.listen(port, host, () => resolve(undefined));
  });
  if (failure !== undefined) return { kind: 'refused', reason: explainFailure(failure, config) };
  server.on('error', (error: unknown) => log.note('server-error', { cause: error }));

  const url = addressUrl(host, server.server.address(), port);
  const stop = closeInOrder(server.server);
  const close = async (grace = GRACE, delay = 0): Promise<void> => {
    await stop({ delay, grace, onEnding: stopStreams });
    await Promise.race([bot.turns.whenIdle(), after(grace)]);
  };
  return { kind: 'running', server: { url, close } };
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

/** The address at which this machine reaches the server. A browser cannot open "0.0.0.0". */
function addressUrl(host: string, address: AddressInfo | string | null, port: number): string {
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const inBrackets = host.includes(':') ? `[${host}]` : host;
  return `http://${isAnyAddress(host) ? 'localhost' : inBrackets}:${String(bound)}`;
}

function explainFailure(failure: unknown, { host, port }: Config): string {
  const code =
    typeof failure === 'object' && failure !== null && 'code' in failure ? String(failure.code) : 'unknown';
  const where = `${host}:${String(port)}`;
  switch (code) {
    case 'EADDRINUSE':
      return `${where}: the port is in use by another program. Stop that program, or set PORT to another port.`;
    case 'EACCES':
      return `${where}: this user may not listen on the port. Set PORT to 1024 or higher.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${where}: this machine has no such address. Set HOST to one of its own, for example 127.0.0.1.`;
    default:
      return `${where}: listening failed (${code}). Check HOST and PORT.`;
  }
}
