import { WebSocket } from 'ws';
import { callDirectLine, type Call } from '../support/direct-line.ts';
import { CANARY } from './requests.ts';

/** The result of a run over the web chat. */
export interface Chatted {
  readonly statuses: ReadonlySet<number>;
  /** Every token, ticket and id that was given out: none of them may be written anywhere. */
  readonly secrets: ReadonlySet<string>;
  /** How many activities the streams showed. */
  readonly shown: number;
}

/** How many messages a conversation has before a new one begins. */
const LENGTH = 10;

/**
 * Sends this many messages over the web chat, with a canary in every field that a visitor can fill and in every forged
 * value. Each conversation is read over a stream and by polls, and resumed with its ticket.
 */
export async function chatAway(url: string, messages: number): Promise<Chatted> {
  const statuses = new Set<number>();
  const secrets = new Set<string>();
  let shown = 0;
  for (let i = 0; i < messages; i += LENGTH) await talk(i);
  return { statuses, secrets, shown };

  async function talk(i: number): Promise<void> {
    const session = await openSession(url);
    const { token, ticket, conversationId: conversation } = session;
    const path = `conversations/${conversation}`;
    for (const secret of [token, ticket, conversation, userIn(token)]) secrets.add(secret);
    // The store fails now and then.
    let begun = await call('POST', 'conversations', { token });
    for (let tries = 0; begun.status >= 500 && tries < 50; tries += 1)
      begun = await call('POST', 'conversations', { token });
    const { streamUrl } = begun;
    secrets.add(new URL(streamUrl).searchParams.get('t') ?? '');
    const stream = new WebSocket(streamUrl, { headers: { 'user-agent': CANARY, cookie: CANARY } });
    stream.on('message', () => (shown += 1));
    stream.on('error', () => undefined);
    await call('POST', `${path}/activities`, { token, body: `{"text":"${CANARY}` });
    await call('POST', `${path}/activities`, { token, body: { type: [CANARY], text: CANARY } });
    for (let n = i; n < i + LENGTH; n += 1)
      await call('POST', `${path}/activities`, { token, body: message(n) });
    await call('GET', `${path}/activities?watermark=${CANARY}`, { token });
    await call('GET', `${path}?watermark=${CANARY}`, { token });
    await call('POST', 'tokens/refresh', { token });
    const refused = { token: `${token}${CANARY}`, body: message(i) };
    await call('POST', `${path}/activities`, refused);
    await call('POST', `conversations/${CANARY}/activities`, { token, body: message(i) });
    await call('POST', `${path}/upload?userId=${CANARY}`, { token, body: CANARY });
    await call('GET', `${path}/stream?t=${CANARY}`, { token });
    await forgedStream(`${streamUrl}${CANARY}`);
    const again = await openSession(url, ticket);
    for (const secret of [again.token, again.ticket]) secrets.add(secret);
    await openSession(url, `${ticket}${CANARY}`);
    stream.terminate();
  }

  async function call(method: string, path: string, given: Call) {
    const headers = { 'user-agent': CANARY, 'x-ms-bot-agent': CANARY, cookie: CANARY };
    const answered = await callDirectLine(url, method, path, { ...given, headers });
    statuses.add(answered.status);
    if (typeof answered.token === 'string') secrets.add(answered.token);
    return answered;
  }
}

function message(n: number): object {
  const texts = [
    'BackOffice Server 2.5, says canary Jones',
    'does canary still work?',
    'canary@example.org',
    'yes',
  ];
  return {
    type: n % 9 === 8 ? `${CANARY}Type` : 'message',
    text: texts[n % texts.length],
    id: CANARY,
    locale: 'en-canary',
    from: { id: CANARY, name: 'Canary Jones', role: CANARY },
    value: n % 5 === 4 ? { waymark: CANARY, choice: CANARY, canary: [CANARY] } : undefined,
    channelData: { clientActivityID: `${CANARY}-${String(n)}`, postBack: n % 5 === 4, canary: CANARY },
    attachments: [{ contentType: 'text/canary', content: CANARY, name: CANARY }],
    entities: [{ type: CANARY, name: CANARY }],
  };
}

async function openSession(url: string, ticket?: string) {
  const response = await fetch(`${url}/chat/session?${CANARY}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, referer: `${url}/chat?ask=${CANARY}` },
    body: JSON.stringify({ ticket }),
  });
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- what follows fails where it is not
  return (await response.json()) as Readonly<Record<'token' | 'ticket' | 'conversationId', string>>;
}

function forgedStream(url: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
}

function userIn(token: string): string {
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return typeof claims === 'object' && claims !== null && 'user' in claims ? String(claims.user) : '';
}
