import type { Activity } from '../connection/activity.ts';

/**
 * Who wrote a text. `page`: a link or the site around the chat, and not the visitor. The bot answers it, but does not take it
 * for the answer to a question that deletes.
 */
export type Writer = 'visitor' | 'page';

/** The activity for a text. */
export function writeMessage(text: string, writtenBy: Writer, locale: string): Activity {
  return { type: 'message', text, textFormat: 'plain', locale, channelData: { writtenBy } };
}

/**
 * Who wrote what is sent from the input. What the server put there (`?ask=…`) is a page's until the visitor changes it, even
 * if the visitor presses Enter: another page may have got them to.
 */
export function writerOf(text: string, offered: string): Writer {
  return text === offered ? 'page' : 'visitor';
}
