/** The key of a conversation or a person, built from its channel and its id there. Has no character that a database refuses. */
export function makeKey(channel: string, id: string): string {
  return JSON.stringify([channel, id]);
}

/** Parses a key of `makeKey`; undefined for any other text. */
export function parseKey(key: string): { readonly channel: string; readonly id: string } | undefined {
  if (!key.startsWith('["')) return undefined;
  const parsed: unknown = JSON.parse(key);
  const parts: readonly unknown[] = Array.isArray(parsed) ? parsed : [];
  const [channel, id] = parts;
  return typeof channel === 'string' && typeof id === 'string' ? { channel, id } : undefined;
}
