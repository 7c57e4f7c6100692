import type { TurnRequest, TurnResult, TurnStore, UnsentReply } from './turn-store.ts';

/** The turn of one inbound activity. */
export interface InboundTurn<Said> extends TurnRequest<Said> {
  /** Sends the reply to the request's address. Not called without an address: the caller responds with the reply. */
  readonly deliver: (said: Said) => Promise<void>;
}

/** Runs the turns of this process. */
export interface Turns<Said> {
  /**
   * Runs one turn: waits for earlier turns of the conversation, skips an activity that was already taken, decides,
   * commits, and only then sends the reply. Resolves after the first attempt to send. Rejects if nothing was written:
   * with a `StoreError` if the activity should be delivered again, with any other error if `decide` threw.
   */
  run(turn: InboundTurn<Said>): Promise<TurnOutcome<Said>>;
  /** Sends a reply from the outbox, in the order of its conversation. Resolves after the attempt, also if it failed. */
  redeliver(reply: UnsentReply<Said>, send: () => Promise<void>): Promise<void>;
  /** Deletes everything that is stored of a conversation. */
  forget(key: string): Promise<void>;
  /** Resolves when no turn is running and no reply is being sent. */
  whenIdle(): Promise<void>;
}

/** The outcome of a turn. `said`: the reply to respond with; undefined if it was sent to an address or there is none. */
export interface TurnOutcome<Said> {
  readonly kind: Exclude<TurnResult<Said>['kind'], 'conflict' | 'failed'>;
  readonly said: Said | undefined;
}

export interface TurnsOptions<Said> {
  readonly store: TurnStore<Said>;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
  /** How many transactions run at once. */
  readonly concurrency: number;
  /** Called with the error if the channel did not take a reply. The reply stays in the outbox. */
  readonly onUndelivered: (cause: unknown) => void;
}
