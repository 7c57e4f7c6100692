import { isRecord } from './contract.ts';

/** Why there is no answer. It is shown below the input; the input keeps its text. */
export type Trouble =
  /** The server asks for an API key; `sent`: one was sent and the server did not accept it. */
  | { readonly kind: 'key'; readonly sent: boolean }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'busy'; readonly seconds: number }
  /** The server refused the question itself; `detail` is its reason. */
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'missing'; readonly detail: string }
  | { readonly kind: 'failed' }
  | { readonly kind: 'unreachable' }
  /** The request was cancelled, because a newer question took its place. */
  | { readonly kind: 'dropped' };

export type RequestResult<Body> = { readonly kind: 'ok'; readonly body: Body } | Trouble;

const KEY = 'waymark-api-key';

/** Stores the agent's API key until the browser tab is closed. It never becomes part of a link. */
export function keepKey(key: string, { sessionStorage }: Pick<Browser, 'sessionStorage'>): void {
  sessionStorage.setItem(KEY, key);
}

/** What requests need of the browser: `window` on the page, a fake in tests. */
export interface Browser {
  readonly sessionStorage: {
    getItem(name: string): string | null;
    setItem(name: string, value: string): void;
  };
  fetch(url: URL, options: RequestInit): Promise<Response>;
}

export interface Sending {
  readonly signal: AbortSignal;
  readonly json?: unknown;
}

/**
 * The server's address: that of this script, without the folders of the build. The page may be published below any
 * path.
 */
const ROOT = new URL(/* @vite-ignore */ '../../', import.meta.url);

/**
 * Calls our own server; `is` checks the body. Never throws: a failure is returned as a `Trouble`.
 * @example
 * const packs = await request(window, 'api/packs', isPacks, { signal });
 * if (packs.kind === 'ok') show(packs.body);
 */
export async function request<Body>(
  browser: Browser,
  path: string,
  is: (body: unknown) => body is Body,
  { signal, json }: Sending,
): Promise<RequestResult<Body>> {
  const key = browser.sessionStorage.getItem(KEY);
  try {
    const response = await browser.fetch(new URL(path, ROOT), {
      signal,
      headers: {
        accept: 'application/json',
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      ...(json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) }),
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (signal.aborted) return { kind: 'dropped' };
    if (!response.ok) return troubleOf(response, body, key !== null);
    return is(body) ? { kind: 'ok', body } : { kind: 'failed' };
  } catch {
    return signal.aborted ? { kind: 'dropped' } : { kind: 'unreachable' };
  }
}

/** Seconds to wait if a busy server does not say how long. */
const DEFAULT_WAIT = 5;

function troubleOf(response: Response, body: unknown, sent: boolean): Trouble {
  const detail = isRecord(body) && typeof body['detail'] === 'string' ? body['detail'] : '';
  switch (response.status) {
    case 400:
    case 413:
    case 422:
      return { kind: 'refused', detail };
    case 401:
      return { kind: 'key', sent };
    case 403:
      return { kind: 'forbidden' };
    case 404:
      return { kind: 'missing', detail };
    case 429: {
      const seconds = Number(response.headers.get('retry-after'));
      return { kind: 'busy', seconds: seconds > 0 ? Math.ceil(seconds) : DEFAULT_WAIT };
    }
    default:
      return { kind: 'failed' };
  }
}
