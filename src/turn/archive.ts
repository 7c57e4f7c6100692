import type { Consultation } from '../core/index.ts';
import type { LogEntry } from './turn-store.ts';

/** What is kept of one conversation. Times are milliseconds since 1970. */
export interface KeptConversation<Said> {
  readonly key: string;
  readonly writtenAt: number;
  readonly consultation: Consultation;
  /** Where replies go; undefined where every reply was a response. */
  readonly address: string | undefined;
  /** The keys of those who spoke. */
  readonly people: readonly string[];
  /** Activities that were taken, by the channel's ids. */
  readonly activities: readonly { readonly id: string; readonly at: number }[];
  /** `sentAt` is undefined where a reply is still to be sent. */
  readonly replies: readonly {
    readonly said: Said;
    readonly at: number;
    readonly sentAt: number | undefined;
  }[];
  readonly log: readonly LogEntry[];
}

/** Up to when things are expired: what was last written before these times (milliseconds since 1970). */
export interface Cutoffs {
  readonly conversations: number;
  readonly events: number;
}

/** What is kept, as those see it who answer for it. Every call but `forget` and `export` is one transaction. */
export interface Archive<Said> {
  /** The keys of people or conversations for which `matches` holds. Reads through all of them. */
  find(what: 'people' | 'conversations', matches: (key: string) => boolean): Promise<readonly string[]>;
  /** The keys of the conversations in which a person spoke. */
  conversationsOf(person: string): Promise<readonly string[]>;
  /** Everything that is kept of a conversation; undefined where there is nothing. */
  export(key: string): Promise<KeptConversation<Said> | undefined>;
  /**
   * Deletes conversations and everything that is known of them; returns how many there were. Their activities are not
   * taken again when they come late.
   */
  forgetAll(keys: readonly string[], now: number): Promise<number>;
  /**
   * Deletes some of what is expired: about `limit` conversations, and so many of what is older in those that go on, and
   * of the events. Returns how many rows it deleted; 0: nothing is expired any more.
   */
  expire(cutoffs: Cutoffs, now: number, limit: number): Promise<number>;
  /** Takes a job for this process alone until `now + lease` (milliseconds), or longer; false where another has it. */
  hold(job: string, now: number, lease: number): Promise<boolean>;
  /** Sees to it that what was deleted can no longer be read from the database's files, as far as they are ours. */
  tidy(): Promise<void>;
}
