import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** Stands where replies are sent to, and counts them by the activity that they reply to. */
export interface Receiver {
  readonly url: string;
  count(): number;
  /** Waits until every activity has its reply, at most a few seconds. */
  settled(expected: ReadonlySet<string>): Promise<void>;
  /** What is missing, and what came twice. */
  faults(expected: ReadonlySet<string>): readonly string[];
  stop(): Promise<void>;
}

const LONGEST_WAIT = 10_000;

/** Starts it on a free port. */
export async function startReceiver(): Promise<Receiver> {
  const replies = new Map<string, number>();
  let count = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      count += 1;
      const id = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
      replies.set(id, (replies.get(id) ?? 0) + 1);
      // In two steps: where the caller has gone, `writeHead` returns nothing.
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"id":"1"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const missing = (expected: ReadonlySet<string>) => [...expected].filter((id) => !replies.has(id));
  return {
    url: `http://127.0.0.1:${String(port)}`,
    count: () => count,
    async settled(expected) {
      for (let waited = 0; waited < LONGEST_WAIT && missing(expected).length > 0; waited += 100)
        await setTimeout(100);
    },
    faults(expected) {
      const twice = [...replies].filter(([, times]) => times > 1).map(([id]) => id);
      return [
        ...missing(expected).map((id) => `no reply came to ${id}`),
        ...twice.map((id) => `more than one reply came to ${id}`),
      ].slice(0, 20);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
