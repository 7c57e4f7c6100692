import type { ChatSession } from '../../../contract/index.ts';
import type { Activity } from './activity.ts';
import type { Browser } from './browser.ts';
import { textOf } from './read-field.ts';
import { RETRY, retryAfter } from './request-session.ts';

/** The result of a call to Direct Line. */
export type CallResult<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** The session is no longer accepted: ask for another one. */
  | { readonly kind: 'expired' }
  /** The server will never accept this call. */
  | { readonly kind: 'refused' }
  /** The server cannot be reached or is busy: try again, after so many milliseconds if it said so. */
  | { readonly kind: 'retry'; readonly after: number | undefined };

/** Posts what the visitor said. The value is the id that the server gave it. */
export function postActivity(
  browser: Browser,
  session: ChatSession,
  activity: Activity,
): Promise<CallResult<string>> {
  const said = { ...activity, from: { id: userOf(session.token) } };
  return call(
    browser,
    session,
    'POST',
    `/conversations/${session.conversationId}/activities`,
    said,
    (body) => textOf(body, 'id') ?? '',
  );
}

/** Starts the conversation, or resumes it after a watermark. The value is the address of its stream. */
export function joinConversation(
  browser: Browser,
  session: ChatSession,
  watermark: string | undefined,
): Promise<CallResult<string>> {
  const isNew = watermark === undefined && !session.resumed;
  const { conversationId } = session;
  const path = isNew ? '/conversations' : `/conversations/${conversationId}?watermark=${watermark ?? '0'}`;
  return call(browser, session, isNew ? 'POST' : 'GET', path, isNew ? {} : undefined, (body) =>
    textOf(body, 'streamUrl'),
  );
}

/** Exchanges the session's token for one that expires later. */
export function refreshToken(browser: Browser, session: ChatSession): Promise<CallResult<string>> {
  return call(browser, session, 'POST', '/tokens/refresh', {}, (body) => textOf(body, 'token'));
}

/** The user id if the token names none. */
const NOBODY = 'visitor';

/** The user id in the token. Azure requires it in each activity; our own server reads it from the token itself. */
function userOf(token: string): string {
  try {
    const [, payload = ''] = token.split('.');
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return textOf(claims, 'user') ?? NOBODY;
  } catch {
    return NOBODY;
  }
}

async function call<T>(
  browser: Browser,
  { directLine, token }: ChatSession,
  method: 'GET' | 'POST',
  path: string,
  body: unknown,
  read: (body: unknown) => T | undefined,
): Promise<CallResult<T>> {
  try {
    const response = await browser.fetch(directLine + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const { status } = response;
    if (response.ok) {
      const value = read(await response.json());
      return value === undefined ? RETRY : { kind: 'done', value };
    }
    if (status === 401 || status === 403 || status === 404) return { kind: 'expired' };
    if (status === 408 || status === 429 || status >= 500)
      return { kind: 'retry', after: retryAfter(response) };
    return { kind: 'refused' };
  } catch {
    return RETRY;
  }
}
