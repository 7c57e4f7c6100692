import type { Problem } from '../http/problem.ts';

/** A problem that also has the `error` object that Direct Line clients read. */
export function refusal(status: number, code: string, title: string, detail: string): Problem {
  return { status, title, detail, error: { code, message: `${title}. ${detail}` } };
}

/** The conversation has not begun, or was deleted. */
export const NO_CONVERSATION = refusal(
  404,
  'NotFound',
  'There is no such conversation',
  'Start a new conversation.',
);

/** The token belongs to another conversation. */
export const NOT_YOURS = refusal(
  403,
  'Forbidden',
  'The token is for another conversation',
  'Use the token of this conversation.',
);

/** The store is not available. Nothing was stored. */
export const UNAVAILABLE = refusal(
  503,
  'ServiceUnavailable',
  'The chat cannot be stored at the moment',
  'Send the message again.',
);

/** The turn failed. Nothing was stored, and the user got an apology. */
export const FAILED = refusal(502, 'BotError', 'The bot could not answer', 'Send the message again.');

/** Uploads are not supported. */
export const NO_UPLOADS = refusal(415, 'NotSupported', 'Files are not accepted', 'Send text.');

/** A stream was requested without a WebSocket. */
export const NO_SOCKET = refusal(
  426,
  'BadArgument',
  'A WebSocket is needed',
  'Open the address of the stream with one.',
);
