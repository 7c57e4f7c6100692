import { hashId } from './inbound-id.ts';

/** Calls the watchers of a conversation's log when it may have new entries. */
export interface LogFeed {
  /** See `TurnStore.watchLog`. */
  watch(key: string, onChange: () => void): () => void;
  /** Calls the watchers in this and other processes, after this process committed entries to the logs of these keys. */
  notify(keys: readonly string[]): void;
  close(): Promise<void>;
}

/** Carries notifications of new log entries between processes. Conversations are named by the hash of their key. */
export interface Notifier {
  /** Begins to listen. Calls `onReconnect` after each connection: notifications may have been missed before. */
  listen(onNotification: (hash: string) => void, onReconnect: () => void): void;
  /** Sends notifications. Never fails: what does not arrive is found by the other processes' next poll. */
  notify(hashes: readonly string[]): void;
  close(): Promise<void>;
}

/**
 * The interval (milliseconds) at which all watchers are called without a notification: it may have been lost, and other
 * processes on a SQLite file send none.
 */
const POLL_INTERVAL = 10_000;

/** Creates the feed of this process. It begins to listen with the first watcher. */
export function createLogFeed(notifier: Notifier | undefined): LogFeed {
  const watchers = new Map<string, Set<() => void>>();
  let timer: NodeJS.Timeout | undefined;

  const callWatchers = (hash: string) => {
    for (const onChange of watchers.get(hash) ?? []) onChange();
  };
  const callAllWatchers = () => {
    for (const hash of watchers.keys()) callWatchers(hash);
  };

  return {
    watch(key, onChange) {
      if (timer === undefined) {
        timer = setInterval(callAllWatchers, POLL_INTERVAL);
        timer.unref();
        notifier?.listen(callWatchers, callAllWatchers);
      }
      const hash = hashId(key);
      const own = () => onChange();
      const others = watchers.get(hash) ?? new Set();
      watchers.set(hash, others.add(own));
      return () => {
        others.delete(own);
        if (others.size === 0 && watchers.get(hash) === others) watchers.delete(hash);
      };
    },
    notify(keys) {
      if (keys.length === 0) return;
      const hashes = keys.map(hashId);
      notifier?.notify(hashes);
      hashes.forEach(callWatchers);
    },
    async close() {
      clearInterval(timer);
      watchers.clear();
      await notifier?.close();
    },
  };
}
