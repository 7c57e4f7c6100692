/** Pauses between attempts, cut short where something says that another is worth it now. */
export interface Backoff {
  /** Waits longer after each failure, or as long as the server asked for. */
  pause(failures: number, asked?: number): Promise<void>;
  /** Ends every pause: the network is back, the page is looked at again. */
  wake(): void;
}

const SHORTEST = 500;
const LONGEST = 15_000;

export function createBackoff(): Backoff {
  const wakers = new Set<() => void>();
  return {
    pause: (failures, asked) => {
      // Half of it by chance, so that the pages of a server that restarts do not all come at once.
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
