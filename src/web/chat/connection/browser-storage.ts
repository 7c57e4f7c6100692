import type { Browser, KeyValueStorage } from './browser.ts';

/** Texts by name that survive a reload. If the browser blocks storage they last as long as the page is open. */
export interface BrowserStorage {
  read(name: string): string | undefined;
  write(name: string, value: string): void;
  remove(name: string): void;
  /** The names that start with a prefix. */
  names(prefix: string): readonly string[];
}

const PREFIX = 'waymark-chat:';

/** Opens the browser's `localStorage`. It is often blocked in frames of other sites, and then reading it throws. */
export function openBrowserStorage(browser: Pick<Browser, 'localStorage'>): BrowserStorage {
  const memory = new Map<string, string>();
  const attempt = <T>(act: (storage: KeyValueStorage) => T, otherwise: () => T): T => {
    try {
      return act(browser.localStorage);
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
