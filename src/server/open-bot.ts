import { createIdentity, createReplySender, type Bot, type Said } from '../bot/index.ts';
import type { Config } from '../config.ts';
import type { Advisor } from '../core/index.ts';
import { createTurns, startSweeper, type TurnStore } from '../turn/index.ts';
import { createOutboundFetch } from './create-outbound-fetch.ts';
import { nameError, type Log } from './log.ts';
import { serviceUrlRule } from './service-urls.ts';

/** A bot that takes turns, and sends what earlier processes left in the outbox. */
export interface OpenBot {
  readonly bot: Bot;
  /** Ends the turns in flight and the sweeping; the store stays open. */
  close(): Promise<void>;
}

export interface BotParts {
  readonly config: Pick<Config, 'app' | 'serviceUrls' | 'databaseUrl' | 'outboundProxy'>;
  readonly advisor: () => Advisor;
  readonly store: TurnStore<Said>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
}

/** SQLite writes one transaction at a time; PostgreSQL several. */
const WIDTH = { sqlite: 1, postgres: 4 };

/** Puts the bot together. */
export function openBot({ config, advisor, store, now, log }: BotParts): OpenBot {
  const { app, serviceUrls, databaseUrl, outboundProxy } = config;
  const fetch = createOutboundFetch(outboundProxy);
  const identity = app === undefined ? undefined : createIdentity(app, fetch);
  const send = createReplySender({
    allows: serviceUrlRule(app !== undefined, serviceUrls),
    token: identity?.token,
    fetch,
  });
  const turns = createTurns<Said>({
    store,
    now,
    width: databaseUrl === undefined ? WIDTH.sqlite : WIDTH.postgres,
    onUndelivered: (cause) => log(`the channel did not accept a reply: ${nameError(cause)}`),
  });
  const sweeper = startSweeper<Said>({
    store,
    turns,
    now,
    send,
    onFailure: (cause) => log(`the outbox could not be read: ${nameError(cause)}`),
  });
  return {
    bot: { advisor, turns, send, identity },
    async close() {
      await sweeper.stop();
      await turns.settled();
    },
  };
}
