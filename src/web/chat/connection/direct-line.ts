import type { ChatSession } from '../../../contract/index.ts';
import { RETRY, retryAfter } from './request-session.ts';
import { fieldOf, textOf } from './read-field.ts';

/** What the page reads of an activity; everything else goes through to Web Chat as it came. */
export interface Activity {
  readonly type: string;
  readonly id?: string;
  readonly text?: string;
  readonly timestamp?: string;
  readonly from?: { readonly id?: string; readonly role?: string; readonly name?: string };
  readonly channelData?: Readonly<Record<string, unknown>>;
  readonly entities?: readonly unknown[];
  readonly [field: string]: unknown;
}

/** Activities with the place in the conversation behind them. */
export interface ActivitySet {
  readonly activities: readonly Activity[];
  readonly watermark: string | undefined;
}

/** What came of a request: done, of a session that is no longer taken, refused for good, or for another time. */
export type CallResult<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'expired' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'again'; readonly after: number | undefined };

/** Posts what the visitor said; the id that it got. */
export function postActivity(session: ChatSession, activity: Activity): Promise<CallResult<string>> {
  const said = { ...activity, from: { id: userOf(session.token) } };
  return call(
    session,
    'POST',
    `/conversations/${session.conversationId}/activities`,
    said,
    (body) => textOf(body, 'id') ?? '',
  );
}

/** Starts the conversation, or takes it up behind a watermark; the address of its stream. */
export function joinConversation(
  session: ChatSession,
  watermark: string | undefined,
): Promise<CallResult<string>> {
  const isNew = watermark === undefined && !session.resumed;
  const { conversationId } = session;
  const path = isNew ? '/conversations' : `/conversations/${conversationId}?watermark=${watermark ?? '0'}`;
  return call(session, isNew ? 'POST' : 'GET', path, isNew ? {} : undefined, (body) =>
    textOf(body, 'streamUrl'),
  );
}

/** Changes the token for one that lives longer. */
export function refreshToken(session: ChatSession): Promise<CallResult<string>> {
  return call(session, 'POST', '/tokens/refresh', {}, (body) => textOf(body, 'token'));
}

/** Reads a frame of the stream. Empty frames say that the connection stands. */
export function readActivitySet(data: unknown): ActivitySet | undefined {
  if (typeof data !== 'string' || data === '') return undefined;
  const set: unknown = JSON.parse(data);
  const activities = fieldOf(set, 'activities');
  if (activities === undefined) return undefined;
  return { activities: isActivities(activities) ? activities : [], watermark: textOf(set, 'watermark') };
}

function isActivities(value: unknown): value is readonly Activity[] {
  return Array.isArray(value) && value.every((item: unknown) => textOf(item, 'type') !== undefined);
}

/** Whom a token is for that does not say. */
const NOBODY = 'visitor';

/** The user whom the token is for. Our own server knows anyway; Azure wants to be told. */
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
  { directLine, token }: ChatSession,
  method: 'GET' | 'POST',
  path: string,
  body: unknown,
  read: (body: unknown) => T | undefined,
): Promise<CallResult<T>> {
  try {
    const response = await fetch(directLine + path, {
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
      return { kind: 'again', after: retryAfter(response) };
    return { kind: 'refused' };
  } catch {
    return RETRY;
  }
}
