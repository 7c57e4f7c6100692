import { readConfig, type Config } from '../../src/config.ts';
import type { Bot } from '../../src/bot/index.ts';
import { startServer } from '../../src/server/index.ts';
import { createMemoryStore } from '../../src/store/index.ts';
import { createLanes } from '../../src/turn/index.ts';
import { realAdvisor } from './real-advisor.ts';

/** A bot over real HTTP on a free port, with what it logged. */
export interface RunningBot {
  readonly url: string;
  readonly log: readonly string[];
  close(grace?: number): Promise<void>;
  /** Posts an activity; `fields` replace those of a plain message on the emulator that waits for its reply. */
  post(fields: Readonly<Record<string, unknown>>): Promise<Posted>;
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

export function newBot(advisor: Bot['advisor'] = realAdvisor): Bot {
  return { advisor, turns: { store: createMemoryStore(), turns: createLanes(), deliveries: createLanes() } };
}

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

export async function runBot(env: NodeJS.ProcessEnv = {}, bot: Bot = newBot()): Promise<RunningBot> {
  const log: string[] = [];
  const start = await startServer(configOf(env), bot, (line) => log.push(line));
  if (start.kind === 'refused') throw new Error(start.reason);
  const { url } = start.server;
  const post = async (fields: Readonly<Record<string, unknown>>): Promise<Posted> => {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
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
  return { url, log, post, say, close: (grace = 100) => start.server.close(grace) };
}

function activitiesIn(body: unknown): readonly Said[] {
  if (typeof body !== 'object' || body === null || !('activities' in body)) return [];
  // What came over the wire is checked by the assertions of the tests.
  const activities: unknown = body.activities;
  return isSaid(activities) ? activities : [];
}

function isSaid(activities: unknown): activities is readonly Said[] {
  return Array.isArray(activities);
}
