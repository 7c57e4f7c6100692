/** What the Direct Line endpoints answer, as far as tests read it. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly conversationId: string;
  readonly token: string;
  readonly streamUrl: string;
  readonly expires_in: number;
  readonly id: string;
  readonly watermark: string;
  readonly activities: readonly {
    readonly id: string;
    readonly type: string;
    readonly text?: string;
    readonly from: { readonly id: string };
  }[];
  readonly body: unknown;
}

export interface Call {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls an endpoint below /v3/directline. */
export function callDirectLine(
  url: string,
  method: string,
  path: string,
  call: Call = {},
): Promise<Answered> {
  return callAddress(`${url}/v3/directline/${path}`, method, call);
}

/** The session that the chat page gets for its ticket. */
export function takeSession(url: string, ticket: string): Promise<Answered> {
  return callAddress(`${url}/chat/session`, 'POST', { body: { ticket } });
}

async function callAddress(
  address: string,
  method: string,
  { token, body, headers = {} }: Call,
): Promise<Answered> {
  const response = await fetch(address, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? {} : JSON.parse(text);
  const whole: unknown = {
    ...asFields(answer),
    status: response.status,
    headers: response.headers,
    body: answer,
  };
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- tests check what they read
  return whole as Answered;
}

/** Gets the token of a new conversation, which has not begun yet. */
export function generateToken(url: string): Promise<Answered> {
  return callDirectLine(url, 'POST', 'tokens/generate');
}

/** Begins a conversation. */
export async function begin(url: string): Promise<Answered> {
  const { token } = await generateToken(url);
  return callDirectLine(url, 'POST', 'conversations', { token });
}

function asFields(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
