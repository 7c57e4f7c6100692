/** Runs tasks one after another within a key, in the order in which they were given; keys do not wait for each other. */
export interface Lanes {
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
  /** Resolves when every task given so far has ended, however it ended. */
  settled(): Promise<void>;
}

/** Lanes in this process. A failed task rejects for its own caller only; the next one runs. */
export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(key, task) {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(task);
      // A key without waiting tasks is dropped, or the map would grow by every conversation there ever was.
      const leave = () => {
        if (tails.get(key) === tail) tails.delete(key);
      };
      const tail = result.then(leave, leave);
      tails.set(key, tail);
      return result;
    },
    async settled() {
      await Promise.all(tails.values());
    },
  };
}
