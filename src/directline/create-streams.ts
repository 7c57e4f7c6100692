import { setTimeout as pause } from 'node:timers/promises';
import type { LogLimit, TurnStore } from '../turn/index.ts';
import { activitySetJson } from './activity-set.ts';

/** Why the server closes a stream. */
export type CloseReason =
  /** The conversation has more streams than allowed; the oldest is closed. */
  | 'replaced'
  /** The client does not read. */
  | 'slow'
  /** The server stops; the client should connect again, and reaches another instance. */
  | 'stopping';

/** The client at the other end of a stream. */
export interface StreamClient {
  /** Milliseconds until it may be sent more; 0: now. */
  wait(): number;
  /** Sends a frame. Resolves when it has left this process; rejects if the connection is gone. */
  send(json: string): Promise<void>;
  close(why: CloseReason): void;
}

/** The open streams of this process. */
export interface Streams {
  /** Sends a client everything behind a watermark of a conversation's log, now and later. Returns the function that ends it. */
  open(key: string, after: number, client: StreamClient): () => void;
  /** Closes all streams. */
  stop(): void;
  count(): number;
}

/** Limits of streams; times in milliseconds. */
export interface StreamLimits {
  /** The largest number of streams of one conversation. */
  readonly perConversation: number;
  /** How long a client may take to read what is sent at once. */
  readonly slow: number;
  /** The most that is sent before the client has read it. */
  readonly atOnce: LogLimit;
  /** The pause before a log is read again that could not be read. */
  readonly retry: number;
}

export const STREAM_LIMITS: StreamLimits = {
  perConversation: 8,
  slow: 30_000,
  atOnce: { entries: 100, bytes: 256 * 1024 },
  retry: 1_000,
};

/**
 * Streams of the store's log. Each stream has at most `atOnce` under way, so a client that stops reading costs the memory of
 * that much. Its stream is closed, and it can come back with its last watermark.
 *
 * Every frame has one activity. botframework-directlinejs hands on the activities of a frame one by one, by a timer of the
 * frame's own, so that two frames of several activities come mixed. The first activity of a frame is handed on when the
 * timer runs for the first time; timers that were set for the same time run in the order in which they were set, so frames
 * of one activity come in order, however many there are and however slow the client is.
 *
 *     const streams = createStreams(store);
 *     const end = streams.open(key, 0, { wait: () => 0, send: (json) => …, close: (why) => … });
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
      const wait = client.wait();
      if (wait > 0) {
        await pause(wait, undefined, { ref: false });
        continue;
      }
      hasNews = false;
      // If the log cannot be read nothing is lost: it is read from the same place later.
      const part = await store.readLog(key, after, atOnce).catch(() => undefined);
      if (isOver()) return;
      if (part === undefined) {
        hasNews = true;
        await pause(retry, undefined, { ref: false });
        continue;
      }
      const { entries, isCut } = part;
      const last = entries.at(-1);
      if (last === undefined) continue;
      hasNews ||= isCut;
      if (!(await sendInTime(entries.map((entry) => activitySetJson([entry], entry.watermark)))))
        close('slow');
      after = last.watermark;
    }
  }

  /** A function, because the compiler would take `hasEnded` for unchanged over an `await`. */
  function isOver(): boolean {
    return hasEnded;
  }

  async function sendInTime(frames: readonly string[]): Promise<boolean> {
    const late = new AbortController();
    const isLate = pause(slow, false, { ref: false, signal: late.signal }).catch(() => false);
    const sent = Promise.all(frames.map((frame) => client.send(frame))).then(
      () => true,
      () => false,
    );
    const inTime = await Promise.race([sent, isLate]);
    late.abort();
    return inTime;
  }
}
