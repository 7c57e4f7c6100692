import type { Consultation } from '../core/index.ts';
import type { LogEntry } from './turn-store.ts';

/** Everything that is stored of one conversation. Times are milliseconds since 1970. */
export interface ExportedConversation<Said> {
  readonly key: string;
  readonly writtenAt: number;
  readonly consultation: Consultation;
  /** Where replies go; undefined if every reply was the response to its request. */
  readonly address: string | undefined;
  /** The keys of the people who wrote in it. */
  readonly people: readonly string[];
  /** Activities that were taken, by the channel's ids. */
  readonly activities: readonly { readonly id: string; readonly at: number }[];
  /** `sentAt` is undefined for a reply that is not sent yet. */
  readonly replies: readonly {
    readonly said: Said;
    readonly at: number;
    readonly sentAt: number | undefined;
  }[];
  readonly log: readonly LogEntry[];
}

/** Whatever was last written before these times (milliseconds since 1970) is expired. */
export interface Cutoffs {
  readonly conversations: number;
  readonly events: number;
}

/**
 * The stored data as its operator sees it: to find, export, forget and expire it. Every call but `forgetAll` and
 * `export` is one transaction.
 */
export interface PersonalDataStore<Said> {
  /** The keys of people or conversations for which `matches` returns true. Reads all of them. */
  findKeys(what: 'people' | 'conversations', matches: (key: string) => boolean): Promise<readonly string[]>;
  /** The keys of the conversations in which a person wrote. */
  conversationsOf(person: string): Promise<readonly string[]>;
  /** Everything that is stored of a conversation; undefined if there is none. */
  export(key: string): Promise<ExportedConversation<Said> | undefined>;
  /**
   * Deletes conversations and everything that is stored of them; returns how many there were. Activities that were
   * taken before are not taken again if they are delivered late.
   */
  forgetAll(keys: readonly string[], now: number): Promise<number>;
  /**
   * Deletes some expired data: about `limit` conversations, and up to as many old activities (with their replies and log
   * entries) of conversations that go on, and as many events. Returns how many rows it deleted; 0 if nothing is expired
   * any more.
   */
  expire(cutoffs: Cutoffs, now: number, limit: number): Promise<number>;
  /**
   * Takes or extends the lease of a job, so that only this process runs it until `now + lease` (milliseconds). Returns
   * false if another process holds it. A lease that ends later than that was written with a wrong clock, and counts as free.
   */
  leaseJob(job: string, now: number, lease: number): Promise<boolean>;
  /** The last time that a clock was believed (milliseconds since 1970); undefined if none was yet. */
  knownTime(): Promise<number | undefined>;
  /** Writes down that a clock is believed. */
  believeTime(at: number): Promise<void>;
  /** The database's own clock; undefined if it has none but this machine's (SQLite). */
  databaseTime(): Promise<number | undefined>;
  /** Makes deleted data unreadable in the database's files too, as far as these are under our control. */
  purgeDeleted(): Promise<void>;
}
