import { hashedId } from './inbound-id.ts';

/** Tells those who watch a conversation's log that it may have grown. */
export interface LogFeed {
  /** See `TurnStore.watchLog`. */
  watch(key: string, onChange: () => void): () => void;
  /** Tells of entries that this process has committed, here and in other processes. */
  tell(keys: readonly string[]): void;
  close(): Promise<void>;
}

/** What carries word of new entries between processes. Conversations go by the hash of their key. */
export interface Wire {
  /** Begins to listen. `onUp`: listening anew, and what was sent meanwhile may be missing. */
  open(onWord: (hash: string) => void, onUp: () => void): void;
  /** Never rejects; what does not arrive is found at the next look. */
  send(hashes: readonly string[]): void;
  close(): Promise<void>;
}

/** So often (milliseconds) everyone looks for themselves: for words that were lost, and for files without a wire. */
const LOOK = 10_000;

/** The feed of one process; the wire is opened when somebody watches. */
export function createLogFeed(wire: Wire | undefined): LogFeed {
  const watchers = new Map<string, Set<() => void>>();
  let timer: NodeJS.Timeout | undefined;

  const wake = (hash: string) => {
    for (const onChange of watchers.get(hash) ?? []) onChange();
  };
  const wakeAll = () => {
    for (const hash of watchers.keys()) wake(hash);
  };

  return {
    watch(key, onChange) {
      if (timer === undefined) {
        timer = setInterval(wakeAll, LOOK);
        timer.unref();
        wire?.open(wake, wakeAll);
      }
      const hash = hashedId(key);
      const own = () => onChange();
      const others = watchers.get(hash) ?? new Set();
      watchers.set(hash, others.add(own));
      return () => {
        others.delete(own);
        if (others.size === 0 && watchers.get(hash) === others) watchers.delete(hash);
      };
    },
    tell(keys) {
      if (keys.length === 0) return;
      const hashes = keys.map(hashedId);
      wire?.send(hashes);
      hashes.forEach(wake);
    },
    async close() {
      clearInterval(timer);
      watchers.clear();
      await wire?.close();
    },
  };
}
