/** Limits of a group commit. */
export interface GroupCommitOptions {
  /** How many batches run at once. */
  readonly concurrency: number;
  /** The largest number of requests in one batch. */
  readonly maxBatchSize: number;
}

interface Waiting<Request, Result> {
  readonly request: Request;
  readonly resolve: (result: Result) => void;
  readonly reject: (cause: unknown) => void;
}

/**
 * Group commit: requests that arrive while a batch runs are committed together in the next batch. Requests of one key
 * run one after another, in order of arrival, and never two in one batch. Keys do not wait for each other. If
 * `commitBatch` rejects, all requests of the batch reject.
 */
export function createGroupCommit<Request extends { readonly key: string }, Result>(
  commitBatch: (batch: readonly Request[]) => Promise<readonly Result[]>,
  { concurrency, maxBatchSize }: GroupCommitOptions,
): (request: Request) => Promise<Result> {
  /** Waiting requests by key. A key stays in the map while one of its requests waits or runs. */
  const queues = new Map<string, Waiting<Request, Result>[]>();
  /** Keys that have a waiting request and no running one. */
  let ready: string[] = [];
  let running = 0;
  let scheduled = false;

  return (request) =>
    new Promise((resolve, reject) => {
      const waiting = { request, resolve, reject };
      const queue = queues.get(request.key);
      if (queue === undefined) {
        queues.set(request.key, [waiting]);
        ready.push(request.key);
        schedule();
      } else queue.push(waiting);
    });

  /** Starts batches after Node has read what has arrived over the network by now, so that it gets into one batch. */
  function schedule(): void {
    if (scheduled || running >= concurrency) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      while (running < concurrency && ready.length > 0) void runNext();
    });
  }

  async function runNext(): Promise<void> {
    const keys = ready.slice(0, maxBatchSize);
    ready = ready.slice(maxBatchSize);
    const batch = keys.flatMap((key) => queues.get(key)?.splice(0, 1) ?? []);
    running += 1;
    try {
      const results = await commitBatch(batch.map(({ request }) => request));
      batch.forEach(({ resolve, reject }, i) => {
        const result = results[i];
        if (result === undefined) reject(new Error('a batch gave fewer results than it had requests'));
        else resolve(result);
      });
    } catch (cause) {
      for (const { reject } of batch) reject(cause);
    } finally {
      running -= 1;
      for (const key of keys) {
        if ((queues.get(key)?.length ?? 0) > 0) ready.push(key);
        else queues.delete(key);
      }
      if (ready.length > 0) schedule();
    }
  }
}
