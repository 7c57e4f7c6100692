import { makeKey, type TurnStore } from '../turn/index.ts';
import { activitySet, type ActivitySet } from './activity-set.ts';
import { createStreams, type Sink, type Streams, type StreamLimits } from './create-streams.ts';
import { activityId, newSeat, type Seat } from './ids.ts';
import { CHANNEL } from './log-entries.ts';
import type { Tokens } from './tokens.ts';
import type { UserActivity } from './user-activity.ts';

/** What came of a turn. `failed`: nothing was written but an apology; `unavailable`: nothing at all, it may come again. */
export type Turned = 'taken' | 'unknown' | 'failed' | 'unavailable';

/** Takes the turns of the channel; never rejects. `request` is told with whatever goes wrong. */
export interface DirectLineTurns {
  /** The first turn of a conversation; `again` where it had one. */
  begin(seat: Seat, request: string | undefined): Promise<Turned | 'again'>;
  /** An activity of the user; `unknown` where the conversation has not begun, or is no more. */
  take(seat: Seat, id: string, activity: UserActivity, request: string | undefined): Promise<Turned>;
}

/** A conversation as its client gets it. Seconds. */
export interface Access {
  readonly seat: Seat;
  readonly token: string;
  readonly seconds: number;
}

/** Access with a stream from a watermark on. */
export interface Joined extends Access {
  readonly streamToken: string;
  readonly watermark: number;
}

type Missing = { readonly kind: 'unknown' } | { readonly kind: 'unavailable' };

/** The embedded Direct Line 3.0 channel, without its transport. */
export interface Channel {
  readonly tokens: Tokens;
  /** A new conversation that has not begun. */
  invite(): Promise<Access>;
  /** A fresh token of the same conversation. */
  renew(seat: Seat): Promise<Access>;
  /** Begins a conversation, or joins it where it has begun. */
  begin(
    seat: Seat,
    request?: string,
  ): Promise<{ readonly kind: 'begun' | 'joined'; readonly joined: Joined } | Missing | { kind: 'failed' }>;
  /** Joins a conversation again, behind a watermark. */
  join(
    seat: Seat,
    watermark: number,
  ): Promise<{ readonly kind: 'joined'; readonly joined: Joined } | Missing>;
  /** Whether a conversation has begun and is kept. Rejects where the store cannot be read. */
  has(seat: Seat): Promise<boolean>;
  /** Takes an activity; the same one that comes again has the same id, and makes no second turn. */
  post(
    seat: Seat,
    activity: UserActivity,
    request?: string,
  ): Promise<{ readonly kind: 'taken'; readonly id: string } | Missing | { kind: 'failed' }>;
  /** What is behind a watermark. */
  poll(seat: Seat, watermark: number): Promise<{ readonly kind: 'set'; readonly set: ActivitySet } | Missing>;
  /** From where on a stream that asks for a watermark reads. */
  place(seat: Seat, watermark: number): Promise<{ readonly kind: 'there'; readonly from: number } | Missing>;
  /** Opens a stream; what is returned ends it. */
  stream(seat: Seat, from: number, sink: Sink): () => void;
  readonly streams: Pick<Streams, 'stop' | 'count'>;
}

export interface ChannelParts {
  readonly store: Pick<TurnStore<unknown>, 'read' | 'readLog' | 'watchLog'>;
  readonly turns: DirectLineTurns;
  readonly tokens: Tokens;
  readonly streamLimits?: StreamLimits;
}

/** Clients refresh theirs every quarter of an hour. A stream is opened right after its address was given out. */
const TOKEN_SECONDS = 1_800;
const STREAM_SECONDS = 300;

/** So many activities are in the answer to a poll at most. */
const MOST_POLLED = 50;

/** The key of a conversation in the store. */
export function keyOf({ conversation }: Seat): string {
  return makeKey(CHANNEL, conversation);
}

/** The channel on a store and the turns of a bot. */
export function createChannel({ store, turns, tokens, streamLimits }: ChannelParts): Channel {
  const streams = createStreams(store, streamLimits);

  const access = async (seat: Seat): Promise<Access> => ({
    seat,
    token: await tokens.issue('rest', seat, TOKEN_SECONDS),
    seconds: TOKEN_SECONDS,
  });
  const joined = async (seat: Seat, watermark: number): Promise<Joined> => ({
    ...(await access(seat)),
    streamToken: await tokens.issue('stream', seat, STREAM_SECONDS),
    watermark,
  });

  return {
    tokens,
    streams,
    invite: () => access(newSeat()),
    renew: access,
    has: async (seat) => (await store.read(keyOf(seat))) !== undefined,
    async begin(seat, request) {
      const turned = await turns.begin(seat, request);
      switch (turned) {
        case 'taken':
          return { kind: 'begun', joined: await joined(seat, 0) };
        case 'again':
          return { kind: 'joined', joined: await joined(seat, 0) };
        case 'unknown':
        case 'unavailable':
        case 'failed':
          return { kind: turned };
      }
    },
    join: (seat, watermark) =>
      within(seat, watermark, async (from) => ({ kind: 'joined', joined: await joined(seat, from) })),
    async post(seat, activity, request) {
      const id = activityId(seat, activity.channelData?.clientActivityID);
      const turned = await turns.take(seat, id, activity, request);
      return turned === 'taken' ? { kind: 'taken', id } : { kind: turned };
    },
    poll: (seat, watermark) =>
      within(seat, watermark, async (from) => {
        const entries = await store.readLog(keyOf(seat), from, MOST_POLLED);
        return { kind: 'set', set: activitySet(entries, from) };
      }),
    place: (seat, watermark) => within(seat, watermark, (from) => Promise.resolve({ kind: 'there', from })),
    stream: (seat, from, sink) => streams.open(keyOf(seat), from, sink),
  };

  /**
   * Reads behind a watermark that the conversation has. One from the future is from before the database was put back to an
   * earlier state: what comes next must not be taken for known.
   */
  async function within<Result>(
    seat: Seat,
    watermark: number,
    read: (from: number) => Promise<Result>,
  ): Promise<Result | Missing> {
    try {
      const found = await store.read(keyOf(seat));
      return found === undefined ? { kind: 'unknown' } : await read(Math.min(watermark, found.logged));
    } catch {
      return { kind: 'unavailable' };
    }
  }
}
