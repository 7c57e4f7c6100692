import { z } from 'zod';
import type { OutboundFetch } from '../../bot/index.ts';

/** A token of Azure Direct Line and its conversation. */
export interface AzureAccess {
  readonly conversationId: string;
  readonly token: string;
  readonly expiresIn: number;
}

const LIMIT = 10_000;

const answer = z.object({
  conversationId: z.string().min(1),
  token: z.string().min(1),
  expires_in: z.number().int().positive(),
});

/**
 * Exchanges the secret for a token of a new conversation (`POST tokens/generate`, Direct Line API 3.0). The user's id is part
 * of the token, so that a page cannot write as somebody else. Rejects if Azure gives no token.
 */
export async function exchangeSecret(
  fetch: OutboundFetch,
  { url, secret, user }: { readonly url: string; readonly secret: string; readonly user: string },
): Promise<AzureAccess> {
  const response = await fetch(`${url}/tokens/generate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ user: { id: user } }),
    redirect: 'manual',
    signal: AbortSignal.timeout(LIMIT),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`Azure answered ${String(response.status)}`);
  }
  const { conversationId, token, expires_in: expiresIn } = answer.parse(await response.json());
  return { conversationId, token, expiresIn };
}
