import { randomBytes } from 'node:crypto';
import {
  createDirectLineBot,
  createTokenSource,
  createReplySender,
  type Bot,
  type ReplyActivities,
} from '../bot/index.ts';
import type { Config } from '../config.ts';
import type { Advisor } from '../core/index.ts';
import { createChannel, createTokens, type Channel } from '../directline/index.ts';
import { createTurns, startSweeper, type TurnStore } from '../turn/index.ts';
import { createOutboundFetch } from './http/create-outbound-fetch.ts';
import type { Log } from './log/index.ts';
import { serviceUrlRule } from './auth/service-url-rule.ts';
import { createMetrics, type Metrics } from './watch/create-metrics.ts';
import { createReadiness, type Readiness } from './watch/create-readiness.ts';
import { watchOutbox } from './watch/watch-outbox.ts';
import { watchDeliveries, watchStore, watchTurns } from './watch/watch-turns.ts';

/** A running bot. It also sends the replies that earlier processes left in the outbox. */
export interface OpenBot {
  readonly bot: Bot;
  readonly readiness: Readiness;
  /** The embedded Direct Line channel. */
  readonly channel: Channel;
  /** Stops the sweeper and waits for the turns in flight. The store stays open. */
  close(): Promise<void>;
}

export interface BotParts {
  readonly config: Pick<Config, 'app' | 'cloud' | 'serviceUrls' | 'databaseUrl' | 'outboundProxy'>;
  readonly advisor: () => Advisor;
  readonly store: TurnStore<ReplyActivities>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  /** The version of Waymark. */
  readonly version?: string;
  readonly metrics?: Metrics;
  /** The key for the tokens of the web chat; without it they are valid as long as this process runs. */
  readonly signingKey?: string;
}

/** How many transactions run at once: SQLite can write only one at a time. */
const WRITERS = { sqlite: 1, postgres: 4 };

/** Builds the bot: tokens, sender, turns, sweeper, readiness and the Direct Line channel. */
export function openBot({
  config,
  advisor,
  store: bare,
  now,
  log,
  version = 'unknown',
  metrics = createMetrics(),
  signingKey = randomBytes(32).toString('base64url'),
}: BotParts): OpenBot {
  const { app, cloud, serviceUrls, databaseUrl, outboundProxy } = config;
  const fetch = createOutboundFetch(outboundProxy);
  const token =
    app === undefined
      ? undefined
      : createTokenSource(app, cloud, { outbound: fetch, local: globalThis.fetch });
  const store = watchStore(bare, metrics);
  const allows = serviceUrlRule(app !== undefined, [...cloud.serviceUrls, ...serviceUrls]);
  const send = watchDeliveries(createReplySender({ allows, token, fetch }), metrics);
  const turns = createTurns<ReplyActivities>({
    store,
    now,
    concurrency: databaseUrl === undefined ? WRITERS.sqlite : WRITERS.postgres,
    onUndelivered: (cause) => log.note('reply-undelivered', { cause }),
  });
  watchOutbox(metrics, store, now);
  const readiness = createReadiness({
    ping: () => store.ping(now()),
    now,
    onChange: ({ kind }) => log.note(kind === 'ready' ? 'ready-again' : 'not-ready'),
  });
  const sweeper = startSweeper<ReplyActivities>({
    store,
    turns,
    now,
    send,
    onFailure: (cause) => log.note('outbox-unread', { cause }),
  });
  const bot: Bot = { advisor, turns: watchTurns(turns, metrics), send, version };
  const channel = createChannel({
    store,
    bot: createDirectLineBot(bot, ({ what, ...about }) => log.note(what, about)),
    tokens: createTokens(signingKey, now),
  });
  return {
    bot,
    readiness,
    channel,
    async close() {
      await sweeper.stop();
      await turns.whenIdle();
    },
  };
}
