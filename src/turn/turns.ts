import type { Taken, TurnRequest, TurnStore, UnsentReply } from './turn-store.ts';

/** One inbound activity. */
export interface Inbound<Said> extends TurnRequest<Said> {
  /** Sends what is said to the request's address. Not called without an address: the caller answers with it. */
  readonly deliver: (said: Said) => Promise<void>;
}

/** Turns of this process. */
export interface Turns<Said> {
  /**
   * Takes one turn: locks the conversation in order of arrival, leaves out what was already taken, decides, commits,
   * unlocks, and only then sends. Resolves after the first attempt to send, with what is said where there is no address
   * to send it to. Nothing was written where it
   * rejects: with a `StoreError` the activity should come again, with anything else the step itself failed.
   */
  take(inbound: Inbound<Said>): Promise<Outcome<Said>>;
  /** Sends a reply of the outbox in the order of its conversation. Resolves after the attempt, whatever came of it. */
  redeliver(reply: UnsentReply<Said>, send: () => Promise<void>): Promise<void>;
  /** Deletes everything that is known of a conversation. */
  forget(key: string): Promise<void>;
  /** Resolves when no turn and no reply is in flight any more. */
  settled(): Promise<void>;
}

/** What came of a turn. `said` is undefined where nothing is said, or not again. */
export interface Outcome<Said> {
  readonly kind: Exclude<Taken<Said>['kind'], 'conflict' | 'failed'>;
  readonly said: Said | undefined;
}

/** What turns need. */
export interface TurnParts<Said> {
  readonly store: TurnStore<Said>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** So many transactions run at once. */
  readonly width: number;
  /** Told of a reply that the channel did not take; it stays in the outbox. */
  readonly onUndelivered: (cause: unknown) => void;
}
