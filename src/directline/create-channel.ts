import { makeKey, type TurnStore } from '../turn/index.ts';
import { activitySetJson } from './activity-set.ts';
import { createPollPace, POLL_LIMITS, type PollLimits } from './create-poll-pace.ts';
import { createStreams, type StreamClient, type StreamLimits, type Streams } from './create-streams.ts';
import { activityId, createParticipant, type Participant } from './ids.ts';
import { CHANNEL_ID } from './log-entries.ts';
import type { Tokens } from './tokens.ts';
import type { UserActivity } from './user-activity.ts';

/**
 * What the bot did with an activity. `taken`: it is written. `unknown`: there is no such conversation. `failed`: nothing is
 * written but an apology. `unavailable`: the store is out of reach and nothing is written; the client should send it again.
 */
export type BotResult = 'taken' | 'unknown' | 'failed' | 'unavailable';

/** The bot, as the channel calls it. Never rejects. `request` is the request's id for the log. */
export interface DirectLineBot {
  /** Runs the first turn of a conversation; `again` if it has been run before. */
  startConversation(participant: Participant, request: string | undefined): Promise<BotResult | 'again'>;
  /** Runs a turn on an activity of the user; `unknown` if the conversation has not begun or was deleted. */
  receiveActivity(
    participant: Participant,
    id: string,
    activity: UserActivity,
    request: string | undefined,
  ): Promise<BotResult>;
}

/** A token for the endpoints of a conversation. */
export interface Access {
  readonly participant: Participant;
  readonly token: string;
  /** How long the token is valid. */
  readonly seconds: number;
}

/** Access that includes a stream of activities behind a watermark. */
export interface StreamAccess extends Access {
  readonly streamToken: string;
  readonly watermark: number;
}

type Missing = { readonly kind: 'unknown' } | { readonly kind: 'unavailable' };

/** The embedded Direct Line 3.0 channel, without its transport. Each method says what endpoint it serves. */
export interface Channel {
  readonly tokens: Tokens;
  /** `POST tokens/generate`: a token for a new conversation. Nothing is written until the conversation is started. */
  generateToken(): Promise<Access>;
  /** `POST tokens/refresh`: a new token for the same conversation. */
  refreshToken(participant: Participant): Promise<Access>;
  /** `POST conversations`: starts a conversation (`begun`), or returns to it if it has begun (`joined`). */
  startConversation(
    participant: Participant,
    request?: string,
  ): Promise<
    | { readonly kind: 'begun' | 'joined'; readonly joined: StreamAccess }
    | Missing
    | { readonly kind: 'failed' }
  >;
  /** `GET conversations/{id}`: a stream from a watermark on, for a client that lost its connection. */
  reconnect(
    participant: Participant,
    watermark: number,
  ): Promise<{ readonly kind: 'joined'; readonly joined: StreamAccess } | Missing>;
  /** Whether a conversation has begun and is still kept. Rejects if the store cannot be read. */
  hasConversation(participant: Participant): Promise<boolean>;
  /**
   * `POST activities`: gives an activity to the bot and returns its id. The same activity sent again has the same id and
   * runs no second turn.
   */
  postActivity(
    participant: Participant,
    activity: UserActivity,
    request?: string,
  ): Promise<{ readonly kind: 'taken'; readonly id: string } | Missing | { readonly kind: 'failed' }>;
  /** `GET activities`: the activities behind a watermark as JSON, as many as `POLL_LIMITS` allows. */
  getActivities(
    participant: Participant,
    watermark: number,
  ): Promise<{ readonly kind: 'set'; readonly json: string } | Missing>;
  /** The watermark from which a stream must read if the client asks for `watermark`. */
  findWatermark(
    participant: Participant,
    watermark: number,
  ): Promise<{ readonly kind: 'found'; readonly from: number } | Missing>;
  /** `GET stream`: sends a client all activities behind `from`. Returns the function that ends the stream. */
  openStream(participant: Participant, from: number, client: StreamClient): () => void;
  readonly streams: Pick<Streams, 'stop' | 'count'>;
}

export interface ChannelParts {
  readonly store: Pick<TurnStore<unknown>, 'read' | 'readLog' | 'watchLog'>;
  readonly bot: DirectLineBot;
  readonly tokens: Tokens;
  readonly streamLimits?: StreamLimits;
  readonly pollLimits?: PollLimits;
}

/** How long a token is valid: twice the 15 minutes after which clients refresh it. */
const TOKEN_SECONDS = 1_800;
/** How long the address of a stream is valid. Short: clients open the stream as soon as they have its address. */
const STREAM_SECONDS = 300;

/** The key of a Direct Line conversation in the store. */
export function directLineKey({ conversation }: Participant): string {
  return makeKey(CHANNEL_ID, conversation);
}

/**
 * Creates the channel on a store and a bot.
 *
 *     const channel = createChannel({ store, bot: createDirectLineBot(bot, report), tokens: createTokens(secret, Date.now) });
 *     const { participant } = await channel.generateToken();
 *     await channel.startConversation(participant);
 *     await channel.postActivity(participant, { type: 'message', text: 'Can I upgrade from 4.5?' });
 *     const polled = await channel.getActivities(participant, 0); // the greeting, the echo and the answer
 */
export function createChannel({
  store,
  bot,
  tokens,
  streamLimits,
  pollLimits = POLL_LIMITS,
}: ChannelParts): Channel {
  const streams = createStreams(store, streamLimits);
  const pace = createPollPace(pollLimits.pause);

  const access = async (participant: Participant): Promise<Access> => ({
    participant,
    token: await tokens.issue('rest', participant, TOKEN_SECONDS),
    seconds: TOKEN_SECONDS,
  });
  const streamAccess = async (participant: Participant, watermark: number): Promise<StreamAccess> => ({
    ...(await access(participant)),
    streamToken: await tokens.issue('stream', participant, STREAM_SECONDS),
    watermark,
  });

  return {
    tokens,
    streams,
    generateToken: () => access(createParticipant()),
    refreshToken: access,
    hasConversation: async (participant) => (await store.read(directLineKey(participant))) !== undefined,
    async startConversation(participant, request) {
      const result = await bot.startConversation(participant, request);
      switch (result) {
        case 'taken':
          return { kind: 'begun', joined: await streamAccess(participant, 0) };
        case 'again':
          return { kind: 'joined', joined: await streamAccess(participant, 0) };
        case 'unknown':
        case 'unavailable':
        case 'failed':
          return { kind: result };
      }
    },
    reconnect: (participant, watermark) =>
      readFrom(participant, watermark, async (from) => ({
        kind: 'joined',
        joined: await streamAccess(participant, from),
      })),
    async postActivity(participant, activity, request) {
      const id = activityId(participant, activity.channelData?.clientActivityID);
      const result = await bot.receiveActivity(participant, id, activity, request);
      return result === 'taken' ? { kind: 'taken', id } : { kind: result };
    },
    getActivities: (participant, watermark) =>
      readFrom(participant, watermark, async (from) => {
        const key = directLineKey(participant);
        await pace.whenDue(key, from);
        const { entries, isCut } = await store.readLog(key, from, pollLimits.atOnce);
        const last = entries.at(-1);
        if (isCut && last !== undefined) pace.noteCut(key, last.watermark);
        return { kind: 'set', json: activitySetJson(entries, from) };
      }),
    findWatermark: (participant, watermark) =>
      readFrom(participant, watermark, (from) => Promise.resolve({ kind: 'found', from })),
    openStream: (participant, from, client) => streams.open(directLineKey(participant), from, client),
  };

  /**
   * Reads a conversation from a watermark on, or from its last one if the client names a later one. That happens after the
   * database was restored from a backup: the next activities get watermarks which the client has seen before.
   */
  async function readFrom<Result>(
    participant: Participant,
    watermark: number,
    read: (from: number) => Promise<Result>,
  ): Promise<Result | Missing> {
    try {
      const found = await store.read(directLineKey(participant));
      return found === undefined ? { kind: 'unknown' } : await read(Math.min(watermark, found.logged));
    } catch {
      return { kind: 'unavailable' };
    }
  }
}
