import type { Problem } from '../http/problem.ts';

/** A problem that says the same in the shape that Direct Line's clients know. */
export function refusal(status: number, code: string, title: string, detail: string): Problem {
  return { status, title, detail, error: { code, message: `${title}. ${detail}` } };
}

/** No such conversation: it has not begun, or is no more. */
export const UNKNOWN = refusal(404, 'NotFound', 'There is no such conversation', 'Begin a new one.');

/** The token is another conversation's. */
export const NOT_YOURS = refusal(
  403,
  'Forbidden',
  'The token is for another conversation',
  'Use its own token.',
);

/** The store is gone: nothing was taken. */
export const UNAVAILABLE = refusal(
  503,
  'ServiceUnavailable',
  'The chat cannot be kept at the moment',
  'Send it again.',
);

/** The turn failed: nothing was taken, and the user was told. */
export const FAILED = refusal(502, 'BotError', 'The bot could not answer', 'Send it again.');

/** Files are not taken. */
export const NO_UPLOADS = refusal(415, 'NotSupported', 'Files are not accepted', 'Send text.');

/** A stream is opened with a WebSocket. */
export const NO_SOCKET = refusal(
  426,
  'BadArgument',
  'A WebSocket is needed',
  'Open the address of the stream with one.',
);
