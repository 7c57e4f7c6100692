/** What the page keeps in the browser; where that is blocked, for as long as the page is open. */
export interface BrowserStorage {
  read(name: string): string | undefined;
  write(name: string, value: string): void;
  remove(name: string): void;
  /** The names that begin so. */
  names(prefix: string): readonly string[];
}

const PREFIX = 'waymark-chat:';

/** Opens `localStorage`. Reading it throws where the browser blocks storage, in frames of other sites above all. */
export function openBrowserStorage(): BrowserStorage {
  const memory = new Map<string, string>();
  const attempt = <T>(act: (storage: Storage) => T, otherwise: () => T): T => {
    try {
      return act(localStorage);
    } catch {
      return otherwise();
    }
  };
  return {
    read: (name) =>
      memory.get(name) ??
      attempt(
        (storage) => storage.getItem(PREFIX + name) ?? undefined,
        () => undefined,
      ),
    write: (name, value) =>
      attempt(
        (storage) => storage.setItem(PREFIX + name, value),
        () => void memory.set(name, value),
      ),
    remove: (name) => {
      memory.delete(name);
      attempt(
        (storage) => storage.removeItem(PREFIX + name),
        () => undefined,
      );
    },
    names: (prefix) => {
      const stored = attempt(
        (storage) => Object.keys(storage).filter((key) => key.startsWith(PREFIX)),
        () => [],
      );
      const all = [...stored.map((key) => key.slice(PREFIX.length)), ...memory.keys()];
      return all.filter((name) => name.startsWith(prefix));
    },
  };
}
