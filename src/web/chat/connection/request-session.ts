import type { ChatSession } from '../../../contract/index.ts';
import { fieldOf, textOf } from './read-field.ts';

export type SessionResult =
  | { readonly kind: 'session'; readonly session: ChatSession }
  /** The chat is not open to this visitor. */
  | { readonly kind: 'refused' }
  /** No answer, or none that helps: try again after so many milliseconds, or when it seems right. */
  | { readonly kind: 'again'; readonly after: number | undefined };

/** Nothing was heard that says when. */
export const RETRY = { kind: 'again', after: undefined } as const;

/** Asks our own server for a session: that of the ticket where the conversation is still kept, else a new one. */
export async function requestSession(ticket: string | undefined): Promise<SessionResult> {
  try {
    const response = await fetch(new URL('./chat/session', location.href), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ticket === undefined ? {} : { ticket }),
      signal: AbortSignal.timeout(20_000),
    });
    if (response.status === 401 || response.status === 403) return { kind: 'refused' };
    const session = response.ok ? readSession(await response.json()) : undefined;
    return session === undefined
      ? { kind: 'again', after: retryAfter(response) }
      : { kind: 'session', session };
  } catch {
    // No network, or an answer that is no JSON.
    return RETRY;
  }
}

/** Milliseconds after which a response says to come again. */
export function retryAfter({ headers }: Response): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? '');
  return seconds > 0 ? seconds * 1_000 : undefined;
}

const NAMES = ['directLine', 'conversationId', 'token', 'ticket'];

function readSession(body: unknown): ChatSession | undefined {
  const [directLine, conversationId, token, ticket] = NAMES.map((name) => textOf(body, name));
  if (directLine === undefined || conversationId === undefined || token === undefined) return undefined;
  const expiresIn = fieldOf(body, 'expiresIn');
  return {
    directLine: new URL(directLine, location.href).href.replace(/\/$/u, ''),
    conversationId,
    token,
    expiresIn: typeof expiresIn === 'number' ? expiresIn : 1_800,
    ticket: ticket ?? null,
    resumed: fieldOf(body, 'resumed') === true,
  };
}
