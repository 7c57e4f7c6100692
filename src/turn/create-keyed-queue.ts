/** Runs the tasks of one key one after another, in the order in which they were added. Keys do not wait for each other. */
export interface KeyedQueue {
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
  /** Resolves when every task that was added so far has ended, with or without an error. */
  whenIdle(): Promise<void>;
}

/** A queue in this process. A task that fails rejects for its own caller only; the next task runs. */
export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(key, task) {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(task);
      // Remove a key without waiting tasks: else the map would keep every conversation that ever was.
      const leave = () => {
        if (tails.get(key) === tail) tails.delete(key);
      };
      const tail = result.then(leave, leave);
      tails.set(key, tail);
      return result;
    },
    async whenIdle() {
      await Promise.all(tails.values());
    },
  };
}
