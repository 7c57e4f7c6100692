import { distinctQuestions } from '../core/questions.ts';
import { REAL_KINDS } from '../core/real-questions.ts';
import type { RequestKind, Saying } from './target.ts';

/** After so many messages a conversation is left and a new one begun. */
export const CONVERSATION_LENGTH = 10;

/** So many different texts, before they begin again in other conversations. */
const TEXTS = 40_000;

/** Makes requests: no two questions of a run have the same text in the same place of a conversation. */
export interface Requests {
  /** The next request of the conversation in this place, with the text that it carries. */
  next(place: number): { readonly request: string; readonly text: string };
}

/** Requests to a port. `run` tells the conversations of this run from those of every other. */
export function createRequests(kind: RequestKind, port: number, run: string, saying: Saying): Requests {
  const nextText = createTexts(saying);
  const asked = new Map<number, number>();
  return {
    next(place) {
      const count = asked.get(place) ?? 0;
      asked.set(place, count + 1);
      const text = nextText();
      const talk = `${run}-${String(place)}-${String(Math.floor(count / CONVERSATION_LENGTH))}`;
      return { request: makeRequest(kind, port, text, talk, `${talk}-${String(count)}`), text };
    },
  };
}

/** Questions of which none is the same as another, from somewhere in their row on; or the same word of thanks. */
export function createTexts(saying: Saying): () => string {
  if (saying === 'thanks') return () => 'thanks';
  const questions = distinctQuestions(REAL_KINDS, TEXTS);
  let used = Math.floor(Math.random() * TEXTS);
  return () => {
    used += 1;
    return questions[used % TEXTS]?.text ?? '';
  };
}

/** A request by which a program shows that it is ready. */
export function firstRequest(kind: RequestKind, port: number): string {
  return makeRequest(kind, port, 'BackOffice Server 2.5 to Windows Server 2003', 'first', 'first');
}

function makeRequest(kind: RequestKind, port: number, text: string, talk: string, id: string): string {
  return kind === 'question'
    ? post(port, '/api/ask', { text })
    : post(port, '/api/messages', {
        type: 'message',
        id,
        timestamp: '2026-01-15T09:30:00.000Z',
        channelId: 'emulator',
        serviceUrl: 'http://127.0.0.1:9',
        from: { id: `user-${talk}`, name: 'User' },
        recipient: { id: 'bot', name: 'Waymark' },
        conversation: { id: talk },
        textFormat: 'plain',
        locale: 'en-US',
        deliveryMode: 'expectReplies',
        text,
      });
}

/** A POST of JSON, as it goes over the wire. */
export function post(port: number, path: string, value: unknown, token?: string): string {
  const body = JSON.stringify(value);
  const authorization = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`;
  // Every text of the questions is ASCII, so that its length is its bytes.
  return (
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nContent-Type: application/json\r\n` +
    `${authorization}Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`
  );
}
