import { pause } from '../support/instance.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A request to the Direct Line endpoints; `path` stands below /v3/directline. */
export interface Ask {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
}

/** What came of one attempt: a status, or nothing (0). Milliseconds, as `performance.now()` gives them. */
export interface Attempt {
  readonly at: number;
  readonly time: number;
  readonly status: number;
}

/** Asks as clients do: again, through whichever instance is next, until there is an answer. */
export interface Asker {
  ask(request: Ask): Promise<Fields>;
  /** Every attempt to post a message. */
  readonly attempts: readonly Attempt[];
  /** Nothing is asked again from now on. */
  stop(): void;
}

/** So long (milliseconds) an attempt may take. */
const PATIENCE = 15_000;

/** An asker that begins each attempt where `nextUrl` says. Rejects where it is told that it did something wrong. */
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
