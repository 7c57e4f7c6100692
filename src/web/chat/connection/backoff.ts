/** Pauses between attempts. */
export interface Backoff {
  /**
   * Waits for half a second, and about twice as long after each failure, up to 15 seconds. If the server asked for a
   * pause (`asked`, in milliseconds), waits that long instead.
   */
  pause(failures: number, asked?: number): Promise<void>;
  /** Ends every pause that the server did not ask for: the network is back, or the visitor looks at the page again. */
  wake(): void;
}

const SHORTEST = 500;
const LONGEST = 15_000;

export function createBackoff(): Backoff {
  const wakers = new Set<() => void>();
  return {
    pause: (failures, asked) => {
      // Up to half of the pause is random, so that all pages do not call a restarted server at the same moment.
      const most = Math.min(LONGEST, SHORTEST * 2 ** failures);
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          wakers.delete(end);
          resolve();
        };
        const timer = setTimeout(end, asked ?? most * (0.5 + Math.random() / 2));
        if (asked === undefined) wakers.add(end);
      });
    },
    wake: () => {
      for (const end of [...wakers]) end();
    },
  };
}
