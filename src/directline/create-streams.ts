import { setTimeout as pause } from 'node:timers/promises';
import type { TurnStore } from '../turn/index.ts';
import { activitySet } from './activity-set.ts';

/** Why a stream is closed from this side. */
export type CloseReason =
  /** The conversation has newer streams than it may have. */
  | 'replaced'
  /** What was sent is not read. */
  | 'slow'
  /** This process ends. */
  | 'stopping';

/** The other end of a stream. */
export interface StreamClient {
  /** Resolves when the text has left this process; rejects where it cannot. */
  send(text: string): Promise<void>;
  close(why: CloseReason): void;
}

/** Streams that are open in this process. */
export interface Streams {
  /** Sends what is in a conversation's log behind a watermark, and what comes, until `end` is called. Returns `end`. */
  open(key: string, after: number, client: StreamClient): () => void;
  /** Closes all of them. */
  stop(): void;
  count(): number;
}

/** Milliseconds and numbers that bound a stream. */
export interface StreamLimits {
  /** Streams of one conversation; the oldest give way. */
  readonly perConversation: number;
  /** How long the other end may take for what is sent to it at once. */
  readonly slow: number;
  /** How many entries are sent at once. */
  readonly atOnce: number;
  /** How often a log is tried that cannot be read. */
  readonly retry: number;
}

export const STREAM_LIMITS: StreamLimits = { perConversation: 8, slow: 30_000, atOnce: 20, retry: 1_000 };

/**
 * Streams over the store. Of each, no more than one text is on its way at a time, so a reader who stops reading costs that
 * much and no more; it is closed then, and comes back with the watermark that it has.
 */
export function createStreams(
  store: Pick<TurnStore<unknown>, 'readLog' | 'watchLog'>,
  limits: StreamLimits = STREAM_LIMITS,
): Streams {
  const open = new Map<string, Set<Stream>>();
  return {
    open(key, after, client) {
      const stream = startStream(store, limits, key, after, client, () => leave(key, stream));
      const others = open.get(key) ?? new Set();
      open.set(key, others.add(stream));
      const [oldest] = others;
      if (others.size > limits.perConversation) oldest?.close('replaced');
      return stream.end;
    },
    stop() {
      for (const streams of [...open.values()]) for (const { close } of [...streams]) close('stopping');
    },
    count: () => [...open.values()].reduce((sum, streams) => sum + streams.size, 0),
  };

  function leave(key: string, stream: Stream): void {
    const streams = open.get(key);
    streams?.delete(stream);
    if (streams?.size === 0) open.delete(key);
  }
}

interface Stream {
  readonly end: () => void;
  readonly close: (why: CloseReason) => void;
}

function startStream(
  store: Pick<TurnStore<unknown>, 'readLog' | 'watchLog'>,
  { slow, atOnce, retry }: StreamLimits,
  key: string,
  from: number,
  client: StreamClient,
  onEnd: () => void,
): Stream {
  let hasEnded = false;
  let hasNews = true;
  let wake: () => void = () => undefined;
  const unwatch = store.watchLog(key, () => {
    hasNews = true;
    wake();
  });
  const end = () => {
    if (hasEnded) return;
    hasEnded = true;
    unwatch();
    wake();
    onEnd();
  };
  const close = (why: CloseReason) => {
    if (hasEnded) return;
    end();
    client.close(why);
  };
  void pump();
  return { end, close };

  async function pump(): Promise<void> {
    let after = from;
    while (!hasEnded) {
      if (!hasNews) await new Promise<void>((resolve) => (wake = resolve));
      if (isOver()) return;
      hasNews = false;
      // While the log cannot be read nothing is lost: it is read from the same place later.
      const entries = await store.readLog(key, after, atOnce).catch(() => undefined);
      if (isOver()) return;
      if (entries === undefined) {
        hasNews = true;
        await pause(retry, undefined, { ref: false });
        continue;
      }
      const last = entries.at(-1);
      if (last === undefined) continue;
      hasNews ||= entries.length === atOnce;
      if (!(await sendInTime(JSON.stringify(activitySet(entries, after))))) close('slow');
      after = last.watermark;
    }
  }

  /** Asked anew: it changes while something is waited for. */
  function isOver(): boolean {
    return hasEnded;
  }

  async function sendInTime(text: string): Promise<boolean> {
    const late = new AbortController();
    const isLate = pause(slow, false, { ref: false, signal: late.signal }).catch(() => false);
    const sent = client.send(text).then(
      () => true,
      () => false,
    );
    const inTime = await Promise.race([sent, isLate]);
    late.abort();
    return inTime;
  }
}
