import type { Driver } from 'kysely';

/** Resolves when connections may be given out; rejects where they may not be yet, and is asked again next time. */
export type Gate = () => Promise<void>;

/** The driver, giving no connection before the gate is open. */
export function gated(driver: Driver, gate: Gate): Driver {
  const acquire = driver.acquireConnection.bind(driver);
  driver.acquireConnection = async (...options) => {
    await gate();
    return acquire(...options);
  };
  return driver;
}

/**
 * A gate that is opened by a task: run at once by the first who asks, and where it failed again by whoever asks `pause`
 * milliseconds later; until then all are told the same.
 */
export function createGate(task: () => Promise<void>, pause: number, now: () => number): Gate {
  let running: Promise<void> | undefined;
  let failedAt: number | undefined;
  return () => {
    if (running !== undefined && failedAt !== undefined && now() - failedAt >= pause) running = undefined;
    if (running === undefined) {
      failedAt = undefined;
      running = task();
      running.catch(() => {
        failedAt = now();
      });
    }
    return running;
  };
}
