import type { StoredConversation } from '../turn/index.ts';
import type { ConversationWithLife } from './turn-context.ts';

/** Conversations that this process wrote lately. An entry may be out of date: the database decides. */
export interface ConversationCache {
  /** Compares an entry with what the database has (undefined: nothing). Deletes it if the life is another one. */
  validate(key: string, stored: Pick<ConversationWithLife, 'life' | 'version'> | undefined): void;
  /** The conversation, if this process was still its last writer when it last read the database. */
  getIfLastWriter(key: string): ConversationWithLife | undefined;
  /** The consultation at exactly this version. */
  consultationAt(key: string, version: number): StoredConversation['consultation'] | undefined;
  /** Whether this process has already written this address for the conversation. */
  knowsAddress(key: string, address: string): boolean;
  /** Whether this process has already written this person for the conversation. */
  knowsMember(key: string, person: string): boolean;
  set(key: string, written: WrittenTurn): void;
  delete(key: string): void;
}

interface WrittenTurn {
  readonly conversation: StoredConversation;
  readonly life: string;
  readonly address: string | undefined;
  readonly person: string | undefined;
}

interface Entry extends Omit<WrittenTurn, 'person'> {
  readonly members: Set<string>;
  isLastWriter: boolean;
}

/** Creates a cache of at most `maxSize` conversations. The one that was written longest ago is removed first. */
export function createConversationCache(maxSize: number): ConversationCache {
  const entries = new Map<string, Entry>();
  return {
    validate(key, stored) {
      const entry = entries.get(key);
      if (entry?.life !== stored?.life) entries.delete(key);
      else if (entry !== undefined) entry.isLastWriter = entry.conversation.version === stored?.version;
    },
    getIfLastWriter(key) {
      const entry = entries.get(key);
      return entry?.isLastWriter === true ? { ...entry.conversation, life: entry.life } : undefined;
    },
    consultationAt(key, version) {
      const found = entries.get(key)?.conversation;
      return found?.version === version ? found.consultation : undefined;
    },
    knowsAddress: (key, address) => entries.get(key)?.address === address,
    knowsMember: (key, person) => entries.get(key)?.members.has(person) === true,
    set(key, { conversation, life, address, person }) {
      const entry = entries.get(key);
      const before = entry?.life === life ? entry : undefined;
      // Deleted first, so that the new entry stands at the end of the map.
      entries.delete(key);
      const members = before?.members ?? new Set();
      if (person !== undefined) members.add(person);
      const isLastWriter = before?.isLastWriter ?? conversation.version === 1;
      entries.set(key, {
        conversation,
        life,
        address: address ?? before?.address,
        members,
        isLastWriter,
      });
      const [oldest] = entries.keys();
      if (entries.size > maxSize && oldest !== undefined) entries.delete(oldest);
    },
    delete(key) {
      entries.delete(key);
    },
  };
}
