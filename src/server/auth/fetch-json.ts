import type { OutboundFetch } from '../../bot/index.ts';
import { isSecureAddress } from '../../config.ts';

/** How long one document may take, in milliseconds. */
const LIMIT = 5_000;
const LARGEST = 1024 * 1024;

/**
 * Gets a JSON document from an address that nobody can listen in on: no redirects, 5 s, 1 MB. Rejects for everything
 * else, with no word of what came.
 */
export async function fetchJson(address: string, fetch: OutboundFetch): Promise<unknown> {
  if (!isSecureAddress(address)) throw new Error('the address is neither https nor on this machine');
  const response = await fetch(address, {
    headers: { accept: 'application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(LIMIT),
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new Error(`it was answered with ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> = response.body;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LARGEST) throw new Error('the document is too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}
