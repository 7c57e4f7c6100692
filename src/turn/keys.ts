/** The key of a conversation or a person, as the channel names them. No character of it is one that a database refuses. */
export function makeKey(channel: string, id: string): string {
  return JSON.stringify([channel, id]);
}

/** Reads what `makeKey` wrote; undefined for anything else. */
export function parseKey(key: string): { readonly channel: string; readonly id: string } | undefined {
  if (!key.startsWith('["')) return undefined;
  const parsed: unknown = JSON.parse(key);
  const parts: readonly unknown[] = Array.isArray(parsed) ? parsed : [];
  const [channel, id] = parts;
  return typeof channel === 'string' && typeof id === 'string' ? { channel, id } : undefined;
}
