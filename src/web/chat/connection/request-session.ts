import type { ChatSession } from '../../../contract/index.ts';
import type { Browser } from './browser.ts';
import { fieldOf, textOf } from './read-field.ts';

export type SessionResult =
  | { readonly kind: 'session'; readonly session: ChatSession }
  /** The chat is not open to this visitor. */
  | { readonly kind: 'refused' }
  /** No usable answer: try again, after so many milliseconds if the server said so. */
  | { readonly kind: 'retry'; readonly after: number | undefined };

/** Try again; nobody said when. */
export const RETRY = { kind: 'retry', after: undefined } as const;

/** Asks our own server for a session: of the ticket's conversation if that still exists, otherwise of a new one. */
export async function requestSession(browser: Browser, ticket: string | undefined): Promise<SessionResult> {
  try {
    const response = await browser.fetch(absolute(browser, './chat/session'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ticket === undefined ? {} : { ticket }),
      signal: AbortSignal.timeout(20_000),
    });
    if (response.status === 401 || response.status === 403) return { kind: 'refused' };
    const session = response.ok ? readSession(browser, await response.json()) : undefined;
    return session === undefined
      ? { kind: 'retry', after: retryAfter(response) }
      : { kind: 'session', session };
  } catch {
    // No network, or the answer is not JSON.
    return RETRY;
  }
}

/** The pause in milliseconds that a response asks for in its Retry-After header. */
export function retryAfter({ headers }: Response): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? '');
  return seconds > 0 ? seconds * 1_000 : undefined;
}

function absolute({ location }: Browser, address: string): string {
  return new URL(address, location.href).href;
}

const NAMES = ['directLine', 'conversationId', 'token', 'ticket'];

function readSession(browser: Browser, body: unknown): ChatSession | undefined {
  const [directLine, conversationId, token, ticket] = NAMES.map((name) => textOf(body, name));
  if (directLine === undefined || conversationId === undefined || token === undefined) return undefined;
  const expiresIn = fieldOf(body, 'expiresIn');
  return {
    directLine: absolute(browser, directLine).replace(/\/$/u, ''),
    conversationId,
    token,
    expiresIn: typeof expiresIn === 'number' ? expiresIn : 1_800,
    ticket: ticket ?? null,
    resumed: fieldOf(body, 'resumed') === true,
  };
}
