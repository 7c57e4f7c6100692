/**
 * Creates a function that runs a task once for all callers and shares its result. After a failure, all callers get the
 * same error until `pause` milliseconds have passed; then the next call runs the task again. `now` is in milliseconds.
 */
export function createSharedTask(
  task: () => Promise<void>,
  pause: number,
  now: () => number,
): () => Promise<void> {
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
