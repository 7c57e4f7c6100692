import { pause } from './instance.ts';

/** How the reply comes back: in the response, or to the channel's address. */
export type Mode = 'response' | 'push';

/** A message as a channel delivers it. */
export interface Message {
  readonly conversation: string;
  readonly id: string;
  readonly text: string;
  readonly mode: Mode;
  /** The address of the channel. */
  readonly serviceUrl: string;
}

/** The result of delivering a message until it was taken. */
export interface Delivery {
  readonly status: number;
  /** The texts of the response. */
  readonly texts: readonly string[];
  readonly attempts: number;
  /** From the first attempt to the answer, in milliseconds. */
  readonly time: number;
}

/**
 * The result of one attempt. `refused`: nothing listens on the port. `broken`: the connection ended before the answer.
 */
export type Posted =
  | { readonly kind: 'answered'; readonly status: number; readonly texts: readonly string[] }
  | { readonly kind: 'refused' | 'broken' };

/** A single attempt. */
export async function post(url: string, message: Message, limit = 30_000): Promise<Posted> {
  try {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(toActivity(message)),
      signal: AbortSignal.timeout(limit),
    });
    return { kind: 'answered', status: response.status, texts: textsIn(await response.text()) };
  } catch (error) {
    const cause: unknown = error instanceof Error ? error.cause : undefined;
    const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
    return { kind: code === 'ECONNREFUSED' ? 'refused' : 'broken' };
  }
}

/** Delivers a message as a channel does: again and again, each time to the next instance, until one has taken it. */
export async function deliver(
  nextUrl: () => string,
  message: Message,
  patience = 120_000,
): Promise<Delivery> {
  const begun = performance.now();
  for (let attempts = 1; ; attempts += 1) {
    const posted = await post(nextUrl(), message);
    const time = performance.now() - begun;
    const { status, texts } = posted.kind === 'answered' ? posted : { status: 0, texts: [] };
    if ((status > 0 && status < 500) || time > patience) return { status, texts, attempts, time };
    await pause(Math.min(500, 20 * attempts));
  }
}

function toActivity({
  conversation,
  id,
  text,
  mode,
  serviceUrl,
}: Message): Readonly<Record<string, unknown>> {
  return {
    type: 'message',
    id,
    text,
    channelId: 'emulator',
    serviceUrl,
    from: { id: `user of ${conversation}` },
    recipient: { id: 'bot' },
    conversation: { id: conversation },
    ...(mode === 'response' ? { deliveryMode: 'expectReplies' } : {}),
  };
}

function textsIn(body: string): readonly string[] {
  const value: unknown = body.startsWith('{') ? JSON.parse(body) : undefined;
  if (typeof value !== 'object' || value === null || !('activities' in value)) return [];
  const { activities } = value;
  return Array.isArray(activities) ? activities.map((said: unknown) => textOf(said)) : [];
}

function textOf(said: unknown): string {
  return typeof said === 'object' && said !== null && 'text' in said ? String(said.text) : '';
}
