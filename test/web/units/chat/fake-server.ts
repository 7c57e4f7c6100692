import type { Activity } from '../../../../src/web/chat/connection/activity.ts';

/** The server's side of a chat, in memory: sessions, Direct Line and streams, with faults as a test asks for them. */
export interface FakeServer {
  fetch(url: string, options: RequestInit): Promise<Response>;
  /** Opens a stream; returns how to close it. Undefined: the address is of no conversation. */
  connect(url: string, stream: StreamEnd): (() => void) | undefined;
  /** What was called, in order: "POST /chat/session". */
  readonly calls: Call[];
  callsOf(path: string): readonly Call[];
  /** The next calls whose path contains `path` fail in these ways, one after the other. */
  fail(path: string, ...faults: readonly Fault[]): void;
  /** The texts that were accepted in a conversation. The same message twice is one text. */
  said(conversation: string): readonly string[];
  /** The bot says something. */
  reply(conversation: string, text: string): void;
  /** Deletes a conversation, as after its time. */
  forget(conversation: string): void;
  /** Nothing reaches the server while it is down. */
  isDown: boolean;
  /** Whether sessions come with a ticket. Azure gives none. */
  tickets: boolean;
  expiresIn: number;
}

export interface StreamEnd {
  frame(data: string): void;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly token: string | undefined;
  readonly body: unknown;
}

/** A status with its Retry-After in seconds; never reached; or done, with the answer lost on its way back. */
export type Fault =
  number | { readonly status: number; readonly retryAfter: number } | 'unreachable' | 'lost';

interface FakeConversation {
  readonly log: Activity[];
  readonly streams: Set<{ place: number; readonly end: StreamEnd }>;
}

export const PAGE = 'https://chat.test/chat';

export function createFakeServer(): FakeServer {
  const conversations = new Map<string, FakeConversation>();
  const faults: { path: string; fault: Fault }[] = [];
  const calls: Call[] = [];
  const tokens = new Map<string, string>();
  let tokensMade = 0;
  let conversationsMade = 0;

  const server: FakeServer = {
    fetch: async (url, options) => {
      const { pathname, search } = new URL(url);
      const [, token] = /^Bearer (.*)$/u.exec(new Headers(options.headers).get('authorization') ?? '') ?? [];
      const body: unknown = typeof options.body === 'string' ? JSON.parse(options.body) : undefined;
      const call = { method: options.method ?? 'GET', path: pathname + search, token, body };
      calls.push(call);
      const at = faults.findIndex(({ path }) => call.path.includes(path));
      const [found] = at < 0 ? [] : faults.splice(at, 1);
      // As long as a network takes at least.
      await Promise.resolve();
      const fault = found?.fault;
      if (server.isDown || fault === 'unreachable') throw new TypeError('fetch failed');
      if (typeof fault === 'number') return answer(fault, {});
      if (typeof fault === 'object') return answer(fault.status, {}, fault.retryAfter);
      const answered = handle(call);
      if (fault === 'lost') throw new TypeError('the connection was lost');
      return answered;
    },
    connect: (url, end) => {
      const { pathname, searchParams } = new URL(url);
      const conversation = conversations.get(pathname.replace('/stream/', ''));
      if (conversation === undefined) return undefined;
      const stream = { place: Number(searchParams.get('watermark')), end };
      conversation.streams.add(stream);
      show(conversation);
      return () => conversation.streams.delete(stream);
    },
    calls,
    callsOf: (path) => calls.filter((call) => call.path.includes(path)),
    fail: (path, ...more) => faults.push(...more.map((fault) => ({ path, fault }))),
    said: (id) =>
      (conversations.get(id)?.log ?? []).flatMap(({ from, text }) =>
        from?.role === 'user' ? [text ?? ''] : [],
      ),
    reply: (id, text) => add(id, { type: 'message', text, from: { role: 'bot' } }),
    forget: (id) => conversations.delete(id),
    isDown: false,
    tickets: true,
    expiresIn: 1_800,
  };
  return server;

  function handle({ method, path, token = '', body }: Call): Response {
    if (path === '/chat/session') return giveSession(field(body, 'ticket'));
    const id = tokens.get(token);
    if (id === undefined) return answer(403, {});
    if (path === '/v3/directline/tokens/refresh') return answer(200, { token: newToken(id) });
    if (path === '/v3/directline/conversations') {
      if (!conversations.has(id)) {
        conversations.set(id, { log: [], streams: new Set() });
        server.reply(id, 'Welcome');
      }
      return answer(201, { streamUrl: `wss://chat.test/stream/${id}?watermark=0` });
    }
    const conversation = conversations.get(id);
    if (!path.startsWith(`/v3/directline/conversations/${id}`) || conversation === undefined)
      return answer(404, {});
    if (method === 'GET') {
      const watermark = new URL(path, PAGE).searchParams.get('watermark') ?? '0';
      return answer(200, { streamUrl: `wss://chat.test/stream/${id}?watermark=${watermark}` });
    }
    return answer(200, { id: accept(id, body) });
  }

  function giveSession(ticket: unknown): Response {
    const kept = typeof ticket === 'string' && conversations.has(ticket) ? ticket : undefined;
    const conversationId = kept ?? `c${String((conversationsMade += 1))}`;
    return answer(200, {
      directLine: './v3/directline',
      conversationId,
      token: newToken(conversationId),
      expiresIn: server.expiresIn,
      ...(server.tickets ? { ticket: conversationId } : {}),
      resumed: kept !== undefined,
    });
  }

  function newToken(conversation: string): string {
    const claims = Buffer.from(JSON.stringify({ user: 'visitor-1' })).toString('base64url');
    const token = `head.${claims}.${String((tokensMade += 1))}`;
    tokens.set(token, conversation);
    return token;
  }

  function accept(id: string, body: unknown): string {
    const clientActivityID = field(field(body, 'channelData'), 'clientActivityID');
    const known = conversations
      .get(id)
      ?.log.find(({ channelData }) => channelData?.['clientActivityID'] === clientActivityID);
    if (known?.id !== undefined) return known.id;
    const text = field(body, 'text');
    return add(id, {
      type: 'message',
      ...(typeof text === 'string' ? { text } : {}),
      from: { role: 'user' },
      channelData: { clientActivityID },
    });
  }

  function add(id: string, activity: Activity): string {
    const conversation = conversations.get(id);
    if (conversation === undefined) throw new Error(`there is no conversation ${id}`);
    const activityId = `${id}-${String(conversation.log.length + 1)}`;
    conversation.log.push({ ...activity, id: activityId });
    show(conversation);
    return activityId;
  }

  function show({ log, streams }: FakeConversation): void {
    for (const stream of streams) {
      const activities = log.slice(stream.place);
      stream.place = log.length;
      if (activities.length > 0)
        stream.end.frame(JSON.stringify({ activities, watermark: String(log.length) }));
    }
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function answer(status: number, body: object, retryAfter?: number): Response {
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return new Response(JSON.stringify(body), { status, headers });
}
