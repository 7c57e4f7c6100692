import type { Consultation } from '../core/index.ts';
import type { TurnEvent } from './turn-event.ts';

/** A conversation as it was last written. The version counts its writes from 1. */
export interface StoredConversation {
  readonly consultation: Consultation;
  readonly version: number;
  /** The watermark of the last entry of its log; 0 where there was none. */
  readonly logged: number;
}

/** What a turn leads to: the new state, what is said, and what is recorded of it. */
export interface Step<Said> {
  readonly consultation: Consultation;
  readonly said: Said;
  readonly event: TurnEvent | undefined;
  /** Entries for the conversation's log, in order, as plain JSON. Their watermarks go on from `logged`. */
  readonly log?: readonly unknown[];
  /**
   * What is deleted before this turn is written. `person`: every conversation in which the request's person spoke, and
   * this one. The turn is then the first of a new conversation, which ends soon unless the user goes on.
   */
  readonly forgets?: 'person';
}

/** An entry of a conversation's log. Watermarks count the entries from 1 and are never used again. */
export interface LogEntry {
  readonly watermark: number;
  readonly activity: unknown;
  /** When it was written, in milliseconds since 1970. */
  readonly at: number;
}

/** One turn as a store takes it. */
export interface TurnRequest<Said> {
  /** The conversation; no character of it may be one that a database refuses (`conversationKey` escapes them). */
  readonly key: string;
  /** Undefined where the channel gives its activities no id: such a turn cannot be told from its repetition. */
  readonly activityId: string | undefined;
  /** Whose message it is; what is kept of a person is found by it. */
  readonly person: string | undefined;
  /** Where replies go, as the transport reads it; undefined where the reply is the response to the request. */
  readonly address: string | undefined;
  /**
   * Decides; undefined leaves the conversation as it is. It must do nothing else: it may run before the transaction, upon
   * what is taken to be the conversation, and runs again where that was not so, and after a conflict.
   */
  readonly step: (before: StoredConversation | undefined) => Step<Said> | undefined;
}

/** What came of a turn. `version` names its row in the outbox together with the conversation's key. */
export type Taken<Said> =
  | {
      readonly kind: 'taken';
      readonly said: Said;
      readonly version: number;
      /** Versions whose replies are still to be sent, where there are any: this one must not overtake them. */
      readonly behind?: readonly number[];
    }
  /** The activity was taken before. `said` is undefined where its reply is no longer kept. */
  | { readonly kind: 'repeated'; readonly said: Said | undefined; readonly version: number }
  | { readonly kind: 'unchanged' }
  /** The activity is from before its person was forgotten. */
  | { readonly kind: 'forgotten' }
  /** Another process wrote the conversation meanwhile: nothing was written, the turn must be taken again. */
  | { readonly kind: 'conflict' }
  /** The step threw; nothing was written of this turn. */
  | { readonly kind: 'failed'; readonly cause: unknown };

/** A reply that was committed and not sent. */
export interface UnsentReply<Said> {
  readonly key: string;
  readonly version: number;
  readonly said: Said;
  readonly address: string;
  readonly attempts: number;
}

/** Names a row of the outbox. */
export interface ReplyName {
  readonly key: string;
  readonly version: number;
}

/** Replies that wait to be sent. */
export interface OutboxDepth {
  readonly unsent: number;
  /** When the oldest of them was committed, in milliseconds since 1970; undefined where there is none. */
  readonly oldest: number | undefined;
  /** Replies that are tried no more. */
  readonly givenUp: number;
}

/** Where turns are kept. Every call is one transaction; it rejects where the store cannot be reached or written. */
export interface TurnStore<Said> {
  /**
   * Takes turns of different conversations, each wholly or not at all: the caller gives no conversation twice. The
   * conversations are locked against other processes until the commit. Unsent replies are this process's to send until
   * `now + lease` (milliseconds). One answer a request, in their order.
   */
  take(requests: readonly TurnRequest<Said>[], now: number, lease: number): Promise<readonly Taken<Said>[]>;
  /** Marks replies as sent. */
  markSent(replies: readonly ReplyName[], now: number): Promise<void>;
  /**
   * Takes an unsent reply for this process alone until `now + lease` (milliseconds). False where it was sent, or another
   * process is sending it or one before it.
   */
  claimReply(reply: ReplyName, now: number, lease: number): Promise<boolean>;
  /**
   * Takes up to `limit` unsent replies whose time has come in the same way, oldest first, of each conversation the first:
   * it must be sent before the next is given out.
   */
  claimDue(now: number, lease: number, limit: number): Promise<readonly UnsentReply<Said>[]>;
  /** Gives back a reply that could not be sent: it is due again at `dueAt`, or at once where its activity comes again. */
  release(reply: ReplyName, dueAt: number): Promise<void>;
  /** A conversation as it stands; undefined where there is none. */
  read(key: string): Promise<StoredConversation | undefined>;
  /** Deletes everything that is known of a conversation. Activities taken before are not taken again. */
  forget(key: string, now: number): Promise<void>;
  /** Writes; rejects where the store cannot be written. */
  ping(now: number): Promise<void>;
  /** How full the outbox is. */
  depth(): Promise<OutboxDepth>;
  /** Up to `limit` entries of a conversation's log behind a watermark (0: from the beginning), in order. */
  readLog(key: string, after: number, limit: number): Promise<readonly LogEntry[]>;
  /**
   * Calls `onChange` when the log may have entries that were not there before, whichever process wrote them, and now and
   * then without a reason: it should read what is behind its watermark. Returns what ends the watching.
   */
  watchLog(key: string, onChange: () => void): () => void;
  close(): Promise<void>;
}
