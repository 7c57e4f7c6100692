/** What has begun and not ended. */
export interface InFlight {
  /** The same promise, counted until it ends. */
  watch<T>(promise: Promise<T>): Promise<T>;
  /** Resolves when nothing is in flight any more, also nothing that began meanwhile. */
  settled(): Promise<void>;
}

/** Counts promises. */
export function createInFlight(): InFlight {
  const promises = new Set<Promise<void>>();
  return {
    watch(promise) {
      const leave = (): void => {
        promises.delete(ended);
      };
      const ended: Promise<void> = promise.then(leave, leave);
      promises.add(ended);
      return promise;
    },
    async settled() {
      while (promises.size > 0) await Promise.all(promises);
    },
  };
}
