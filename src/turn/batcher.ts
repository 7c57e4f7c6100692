/** How requests are put together. */
export interface BatchRules {
  /** So many batches run at once. */
  readonly width: number;
  /** So many requests are in one batch at most. */
  readonly largest: number;
}

interface Waiting<Request, Result> {
  readonly request: Request;
  readonly resolve: (result: Result) => void;
  readonly reject: (cause: unknown) => void;
}

/**
 * Group commit: what comes while a batch runs is put into the next one together. Requests of one key run one after
 * another in the order in which they came, never two in a batch; keys do not wait for each other. A batch that rejects
 * rejects all its requests.
 */
export function createBatcher<Request extends { readonly key: string }, Result>(
  run: (batch: readonly Request[]) => Promise<readonly Result[]>,
  { width, largest }: BatchRules,
): (request: Request) => Promise<Result> {
  /** Requests that wait, by key. A key stays here as long as one of its requests waits or runs. */
  const queues = new Map<string, Waiting<Request, Result>[]>();
  /** Keys with a request that waits and none that runs. */
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

  /** After what has arrived over the network by now: that is what makes batches. */
  function schedule(): void {
    if (scheduled || running >= width) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      while (running < width && ready.length > 0) void runNext();
    });
  }

  async function runNext(): Promise<void> {
    const keys = ready.slice(0, largest);
    ready = ready.slice(largest);
    const batch = keys.flatMap((key) => queues.get(key)?.splice(0, 1) ?? []);
    running += 1;
    try {
      const results = await run(batch.map(({ request }) => request));
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
