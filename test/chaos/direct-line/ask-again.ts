import { pause } from '../support/instance.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A request to the Direct Line endpoints; `path` stands below /v3/directline. */
export interface Ask {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
}

/** The result of one attempt: a status, or 0 if there was no answer. Times are those of `performance.now()`. */
export interface Attempt {
  readonly at: number;
  readonly time: number;
  readonly status: number;
}

/** Sends requests as clients do: again, each time to the next instance, until there is an answer. */
export interface Asker {
  ask(request: Ask): Promise<Fields>;
  /** Every attempt to post a message. */
  readonly attempts: readonly Attempt[];
  /** Stops all retries. */
  stop(): void;
}

/** How long (milliseconds) an attempt may take. */
const PATIENCE = 15_000;

/**
 * Creates an asker that sends each attempt to the URL that `nextUrl` gives. Rejects if a request is refused as wrong
 * (status 4xx).
 */
export function createAsker(nextUrl: () => string): Asker {
  const attempts: Attempt[] = [];
  let hasStopped = false;
  return {
    attempts,
    async ask(request) {
      for (let n = 1; !hasStopped; n += 1) {
        const at = performance.now();
        const { status, fields } = await attempt(nextUrl(), request);
        if (request.body !== undefined) attempts.push({ at, time: performance.now() - at, status });
        if (status === 200 || status === 201) return fields;
        const { method, path } = request;
        if (status >= 400 && status < 500)
          throw new Error(`${method} ${path}: ${String(status)} ${JSON.stringify(fields)}`);
        await pause(Math.min(200, 20 * n));
      }
      return {};
    },
    stop() {
      hasStopped = true;
    },
  };
}

async function attempt(
  url: string,
  { method, path, token, body }: Ask,
): Promise<{ readonly status: number; readonly fields: Fields }> {
  try {
    const response = await fetch(`${url}/v3/directline/${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const answer: unknown = JSON.parse(await response.text());
    return {
      status: response.status,
      fields: typeof answer === 'object' && answer !== null ? { ...answer } : {},
    };
  } catch {
    return { status: 0, fields: {} };
  }
}
