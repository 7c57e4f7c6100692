import { isRecord } from './contract.ts';

/** Why there is no answer. Each is shown calmly below the input, which keeps what was typed. */
export type Trouble =
  /** The server wants an API key; `sent` is whether one was sent and not taken. */
  | { readonly kind: 'key'; readonly sent: boolean }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'busy'; readonly seconds: number }
  /** The question itself was refused; `detail` is the server's reason. */
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'missing'; readonly detail: string }
  | { readonly kind: 'failed' }
  | { readonly kind: 'unreachable' }
  /** A newer question took its place. */
  | { readonly kind: 'dropped' };

export type RequestResult<Body> = { readonly kind: 'ok'; readonly body: Body } | Trouble;

const KEY = 'waymark-api-key';

/** Keeps the agent's API key until the browser tab is closed. It never becomes part of a link. */
export function keepKey(key: string): void {
  sessionStorage.setItem(KEY, key);
}

export interface Sending {
  readonly signal: AbortSignal;
  readonly json?: unknown;
}

/** The server that this script came from, whatever path the page is published below. */
const ROOT = new URL(/* @vite-ignore */ '../../', import.meta.url);

/** Asks our own server; `is` checks the body. Never throws: what goes wrong comes back as a trouble. */
export async function request<Body>(
  path: string,
  is: (body: unknown) => body is Body,
  { signal, json }: Sending,
): Promise<RequestResult<Body>> {
  const key = sessionStorage.getItem(KEY);
  try {
    const response = await fetch(new URL(path, ROOT), {
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

const SECONDS_WITHOUT_WORD = 5;

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
      return { kind: 'busy', seconds: seconds > 0 ? Math.ceil(seconds) : SECONDS_WITHOUT_WORD };
    }
    default:
      return { kind: 'failed' };
  }
}
