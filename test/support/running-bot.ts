import { readConfig, type Config } from '../../src/config.ts';
import type { Bot, ReplyActivities } from '../../src/bot/index.ts';
import {
  createLog,
  createMetrics,
  openBot,
  startServer,
  type Log,
  type ServerOptions,
} from '../../src/server/index.ts';
import type { Advisor } from '../../src/core/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import type { TurnStore } from '../../src/turn/index.ts';
import { realAdvisor } from './real-advisor.ts';

/** A bot over real HTTP on a free port, with what it logged. */
export interface RunningBot {
  readonly url: string;
  readonly log: readonly string[];
  close(grace?: number): Promise<void>;
  /** Posts an activity; `fields` replace those of a plain message on the emulator that waits for its reply. */
  post(
    fields: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Posted>;
  /** Sends a text and returns the texts of the replies. */
  say(text: string, conversation?: string): Promise<readonly string[]>;
}

export interface Posted {
  readonly status: number;
  readonly body: unknown;
  readonly activities: readonly Said[];
}

/** What the tests read of an activity that the bot said. */
export interface Said {
  readonly type?: string;
  readonly text?: string;
  readonly textFormat?: string;
  readonly inputHint?: string;
  readonly value?: unknown;
  readonly attachments?: readonly {
    readonly contentType: string;
    readonly content: Record<string, unknown>;
  }[];
  readonly entities?: readonly Record<string, unknown>[];
  readonly suggestedActions?: {
    readonly actions: readonly { readonly title: string; readonly value: string }[];
  };
}

/** Replacements for the real parts. */
export interface Parts {
  readonly advisor?: () => Advisor;
  readonly store?: TurnStore<ReplyActivities>;
  /** Milliseconds since 1970; the machine's clock by default. */
  readonly now?: () => number;
  readonly socketTimes?: ServerOptions['socketTimes'];
}

/** A bot that takes no turns, for tests that need only its advisor. */
export function idleBot(advisor: Bot['advisor'] = realAdvisor): Bot {
  const refuse = () => Promise.reject(new Error('this bot takes no turns'));
  const turns = { run: refuse, redeliver: refuse, forget: refuse, whenIdle: () => Promise.resolve() };
  return { advisor, turns, send: refuse, version: 'test' };
}

/** A store in memory. */
export function memoryStore<Kept = ReplyActivities>(): Promise<Store<Kept>> {
  return openStore<Kept>({ databaseUrl: undefined, file: ':memory:', onIdleError: () => undefined });
}

/** A log that keeps its lines as text, all levels but debug. */
export function logTo(lines: string[]): Log {
  return createLog({
    level: 'info',
    now: () => 0,
    write: ({ message, fields }) => lines.push([message, ...Object.values(fields)].join(' ')),
  });
}

export const NO_LOG = logTo([]);

export function configOf(env: NodeJS.ProcessEnv = {}): Config {
  const read = readConfig({ PORT: '0', ...env });
  if (read.kind === 'refused') throw new Error(read.problems.join('\n'));
  return read.config;
}

let serial = 0;

export function activity(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  serial += 1;
  return {
    type: 'message',
    id: `activity-${String(serial)}`,
    channelId: 'emulator',
    serviceUrl: 'http://127.0.0.1:9',
    from: { id: 'user' },
    recipient: { id: 'bot', name: 'Waymark' },
    conversation: { id: `conversation-${String(serial)}` },
    deliveryMode: 'expectReplies',
    ...fields,
  };
}

export async function runBot(env: NodeJS.ProcessEnv = {}, parts: Parts = {}): Promise<RunningBot> {
  const log: string[] = [];
  const note = logTo(log);
  const metrics = createMetrics();
  const config = configOf(env);
  const store = parts.store ?? (await memoryStore());
  const opened = openBot({
    config,
    advisor: parts.advisor ?? realAdvisor,
    store,
    now: parts.now ?? Date.now,
    log: note,
    metrics,
    ...(config.directLineSigningKey === undefined ? {} : { signingKey: config.directLineSigningKey }),
  });
  const { readiness, channel } = opened;
  const start = await startServer(config, opened.bot, note, {
    metrics,
    readiness,
    channel,
    ...(parts.socketTimes === undefined ? {} : { socketTimes: parts.socketTimes }),
  });
  if (start.kind === 'refused') throw new Error(start.reason);
  const { url } = start.server;
  const post: RunningBot['post'] = async (fields, headers = {}) => {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(activity(fields)),
    });
    const text = await response.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, body, activities: activitiesIn(body) };
  };
  const say = async (text: string, conversation = 'talk') => {
    const { activities } = await post({ text, conversation: { id: conversation } });
    return activities.map((said) => said.text ?? '');
  };
  const { server } = start;
  return {
    url,
    log,
    post,
    say,
    async close(grace = 100) {
      await server.close(grace);
      await opened.close();
      await store.close();
    },
  };
}

function activitiesIn(body: unknown): readonly Said[] {
  if (typeof body !== 'object' || body === null || !('activities' in body)) return [];
  // The assertions of the tests check what the server sent.
  const activities: unknown = body.activities;
  return isSaid(activities) ? activities : [];
}

function isSaid(activities: unknown): activities is readonly Said[] {
  return Array.isArray(activities);
}
