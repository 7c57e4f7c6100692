import type { StoredConversation } from '../turn/index.ts';

/** What this process knows of conversations that it wrote lately. The database decides whether it is still true. */
export interface Recent {
  /** The consultation of exactly this version. */
  consultationOf(key: string, version: number): StoredConversation | undefined;
  /** Whether these have been written already. */
  knowsAddress(key: string, address: string): boolean;
  knowsMember(key: string, person: string): boolean;
  keep(key: string, kept: Kept): void;
  drop(key: string): void;
}

interface Kept {
  readonly conversation: StoredConversation;
  readonly address: string | undefined;
  readonly person: string | undefined;
}

/** Keeps at most so many conversations; the one written longest ago goes first. */
export function createRecent(most: number): Recent {
  const entries = new Map<
    string,
    { conversation: StoredConversation; address: string | undefined; members: Set<string> }
  >();
  return {
    consultationOf(key, version) {
      const found = entries.get(key)?.conversation;
      return found?.version === version ? found : undefined;
    },
    knowsAddress: (key, address) => entries.get(key)?.address === address,
    knowsMember: (key, person) => entries.get(key)?.members.has(person) === true,
    keep(key, { conversation, address, person }) {
      const before = entries.get(key);
      entries.delete(key);
      const members = before?.members ?? new Set();
      if (person !== undefined) members.add(person);
      entries.set(key, { conversation, address: address ?? before?.address, members });
      const [oldest] = entries.keys();
      if (entries.size > most && oldest !== undefined) entries.delete(oldest);
    },
    drop(key) {
      entries.delete(key);
    },
  };
}
