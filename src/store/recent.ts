import type { StoredConversation } from '../turn/index.ts';
import type { LivingConversation } from './read-batch.ts';

/** What this process knows of conversations that it wrote lately. The database decides whether it is still true. */
export interface Recent {
  /** Takes note of what the database has; drops a conversation whose life is another one by now, or over (undefined). */
  confirm(key: string, has: Pick<LivingConversation, 'life' | 'version'> | undefined): void;
  /** The conversation as this process wrote it last, where no other process wrote it when this one last looked. */
  ours(key: string): LivingConversation | undefined;
  /** The consultation of exactly this version. */
  consultationOf(key: string, version: number): StoredConversation['consultation'] | undefined;
  /** Whether these have been written already. */
  knowsAddress(key: string, address: string): boolean;
  knowsMember(key: string, person: string): boolean;
  keep(key: string, kept: Kept): void;
  drop(key: string): void;
}

interface Kept {
  readonly conversation: StoredConversation;
  readonly life: string;
  readonly address: string | undefined;
  readonly person: string | undefined;
}

interface Entry extends Omit<Kept, 'person'> {
  readonly members: Set<string>;
  isOurs: boolean;
}

/** Keeps at most so many conversations; the one written longest ago goes first. */
export function createRecent(most: number): Recent {
  const entries = new Map<string, Entry>();
  return {
    confirm(key, has) {
      const known = entries.get(key);
      if (known?.life !== has?.life) entries.delete(key);
      else if (known !== undefined) known.isOurs = known.conversation.version === has?.version;
    },
    ours(key) {
      const known = entries.get(key);
      return known?.isOurs === true ? { ...known.conversation, life: known.life } : undefined;
    },
    consultationOf(key, version) {
      const found = entries.get(key)?.conversation;
      return found?.version === version ? found.consultation : undefined;
    },
    knowsAddress: (key, address) => entries.get(key)?.address === address,
    knowsMember: (key, person) => entries.get(key)?.members.has(person) === true,
    keep(key, { conversation, life, address, person }) {
      const known = entries.get(key);
      const before = known?.life === life ? known : undefined;
      entries.delete(key);
      const members = before?.members ?? new Set();
      if (person !== undefined) members.add(person);
      const isOurs = before?.isOurs ?? conversation.version === 1;
      entries.set(key, { conversation, life, address: address ?? before?.address, members, isOurs });
      const [oldest] = entries.keys();
      if (entries.size > most && oldest !== undefined) entries.delete(oldest);
    },
    drop(key) {
      entries.delete(key);
    },
  };
}
