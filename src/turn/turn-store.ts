import type { Consultation } from '../core/index.ts';

/** A conversation as it was last written. The version counts its writes, from 1. */
export interface StoredConversation {
  readonly consultation: Consultation;
  readonly version: number;
  /** The watermark of the last entry of its log; 0 if there was none. */
  readonly logged: number;
}

/** What a turn decides: the new state, the reply, and what is recorded of the turn. */
export interface TurnDecision<Said> {
  readonly consultation: Consultation;
  /** The reply. */
  readonly said: Said;
  readonly event: TurnEvent | undefined;
  /** New entries of the conversation's log, in order, as plain JSON. Their watermarks follow `logged`. */
  readonly log?: readonly unknown[];
  /**
   * What is deleted before this turn is written. `person`: every conversation in which the request's person wrote,
   * including this one. The turn is then the first of a new conversation, which is soon deleted unless the user goes on.
   */
  readonly forgets?: 'person';
}

/** What is recorded of a turn: the question and the answer as ids, never as text, and nothing about the person. */
export interface TurnEvent {
  readonly verdict: string;
  readonly kind: string;
  readonly pack: string | null;
  /** The editions of the pack's sources. */
  readonly edition: string | null;
  /** The version of Waymark that answered. */
  readonly app: string;
  /** Ids of products and choices, `other` or `unknown`, by fact. */
  readonly facts: Readonly<Record<string, string | readonly string[]>>;
  /** Ids of the rules that the answer cites. If several rules have a cited quote, all of them. */
  readonly rules: readonly string[];
}

/** An entry of a conversation's log. Watermarks count the entries from 1 and are never used again. */
export interface LogEntry {
  readonly watermark: number;
  readonly activity: unknown;
  /** When it was written, in milliseconds since 1970. */
  readonly at: number;
}

/** An entry of a conversation's log as it is stored: `json` is its activity. */
export interface LogText extends Omit<LogEntry, 'activity'> {
  readonly json: string;
}

/** Entries of a log in order. It is cut if the log had more behind them. */
export interface LogPart {
  readonly entries: readonly LogText[];
  readonly isCut: boolean;
}

/** How much of a log is read at once: so many entries, and so many bytes of their JSON. */
export interface LogLimit {
  readonly entries: number;
  readonly bytes: number;
}

/** A turn to be committed. */
export interface TurnRequest<Said> {
  /** The key of the conversation, as `makeKey` builds it: it has no character that a database refuses. */
  readonly key: string;
  /** Undefined if the channel gives its activities no ids. A repeated delivery cannot be recognised then. */
  readonly activityId: string | undefined;
  /** The key of the person who wrote; the person's conversations are found by it. */
  readonly person: string | undefined;
  /** Where the reply goes, in the transport's own format; undefined if the reply is the response to the request. */
  readonly address: string | undefined;
  /**
   * Decides the turn; undefined leaves the conversation as it is. It must have no side effects: it may run before the
   * transaction with the cached conversation, again in the transaction if the cache was out of date, and again after a
   * conflict.
   */
  readonly decide: (before: StoredConversation | undefined) => TurnDecision<Said> | undefined;
}

/** The result of a turn. `version` and the conversation's key identify its reply in the outbox. */
export type TurnResult<Said> =
  | {
      readonly kind: 'taken';
      readonly said: Said;
      readonly version: number;
      /** Versions of earlier replies that are not sent yet, if there are any: this reply must not overtake them. */
      readonly unsentBefore?: readonly number[];
    }
  /** The activity was taken before. `said` is undefined if its reply is no longer stored. */
  | { readonly kind: 'repeated'; readonly said: Said | undefined; readonly version: number }
  /** `decide` returned undefined. */
  | { readonly kind: 'unchanged' }
  /** The activity was taken before, and its conversation was forgotten since. */
  | { readonly kind: 'forgotten' }
  /** Another process wrote the conversation meanwhile. Nothing was written; the turn must be committed again. */
  | { readonly kind: 'conflict' }
  /** `decide` threw; nothing was written of this turn. */
  | { readonly kind: 'failed'; readonly cause: unknown };

/** Identifies a reply in the outbox. */
export interface ReplyName {
  readonly key: string;
  readonly version: number;
}

/** A reply that was committed but is not sent yet. */
export interface UnsentReply<Said> extends ReplyName {
  readonly said: Said;
  readonly address: string;
  readonly attempts: number;
}

/** The state of the outbox. */
export interface OutboxDepth {
  readonly unsent: number;
  /** When the oldest unsent reply was committed, in milliseconds since 1970; undefined if there is none. */
  readonly oldest: number | undefined;
  /** The number of replies that are given up. */
  readonly givenUp: number;
}

/** The store could not be reached or written. The turn was not taken, and its activity should be delivered again. */
export class StoreError extends Error {
  constructor(cause: unknown) {
    super('the store could not be written', { cause });
    this.name = 'StoreError';
  }
}

/** The port to the database. Every call is one transaction, and rejects if the store cannot be reached or written. */
export interface TurnStore<Said> {
  /**
   * Commits turns of different conversations together (no conversation may occur twice). Each turn is written completely
   * or not at all. The conversations are locked against other processes until the commit. This process holds the lease of
   * the new replies until `now + lease` (milliseconds). Returns one result for each request, in the same order.
   */
  commitTurns(
    requests: readonly TurnRequest<Said>[],
    now: number,
    lease: number,
  ): Promise<readonly TurnResult<Said>[]>;
  /** Marks replies as sent. */
  markSent(replies: readonly ReplyName[], now: number): Promise<void>;
  /**
   * Takes the lease of an unsent reply until `now + lease` (milliseconds). Returns false if it is sent, if another process
   * holds its lease, or if an earlier reply of the conversation must be sent first.
   */
  claimReply(reply: ReplyName, now: number, lease: number): Promise<boolean>;
  /**
   * Takes the leases of up to `limit` unsent replies that are due, oldest first. Of each conversation it hands out only
   * the first: the next one follows when that is sent.
   */
  claimDue(now: number, lease: number, limit: number): Promise<readonly UnsentReply<Said>[]>;
  /** Gives up the lease of a reply that could not be sent. It is due again at `dueAt`, or when its activity is repeated. */
  release(reply: ReplyName, dueAt: number): Promise<void>;
  /** The conversation as it is stored; undefined if there is none. */
  read(key: string): Promise<StoredConversation | undefined>;
  /** Deletes everything that is stored of a conversation. Activities that were taken before are not taken again. */
  forget(key: string, now: number): Promise<void>;
  /** Writes something, to find out whether the store can be written; rejects if not. */
  ping(now: number): Promise<void>;
  outboxDepth(): Promise<OutboxDepth>;
  /**
   * Entries of a conversation's log after a watermark (0: from the beginning), in order, as many as the limit allows. The
   * first is read even if it alone has more bytes.
   */
  readLog(key: string, after: number, limit: LogLimit): Promise<LogPart>;
  /**
   * Calls `onChange` when the log may have new entries, also from other processes, and sometimes when it has none. The
   * caller then reads what follows its watermark. Returns a function that ends the watching.
   */
  watchLog(key: string, onChange: () => void): () => void;
  close(): Promise<void>;
}
