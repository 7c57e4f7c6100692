const NAME = 'waymark-api-key';

/** The agent's API key. It is forgotten with the browser tab and never part of a link. */
export function readKey(): string | undefined {
  return sessionStorage.getItem(NAME) ?? undefined;
}

export function keepKey(key: string): void {
  sessionStorage.setItem(NAME, key);
}
