import type { Consultation } from '../core/index.ts';

/** A conversation as it was last written. The version counts its writes from 1. */
export interface StoredConversation {
  readonly consultation: Consultation;
  readonly version: number;
}

/** A turn that was taken before. `said` is undefined where the reply is too old to be kept. */
export interface RememberedTurn<Said> {
  readonly said: Said | undefined;
  readonly sent: boolean;
}

/** What one turn writes, all or nothing: the new state, the message that led to it, and the reply as an outbox row. */
export interface TurnRecord<Said> {
  readonly consultation: Consultation;
  /** The version that was read; 0 for a conversation that was not there. */
  readonly readVersion: number;
  /** Undefined where the channel gives its activities no id: such a turn cannot be told from its repetition. */
  readonly activityId: string | undefined;
  readonly said: Said;
}

/**
 * Where conversations are kept. `Said` is what the transport sends, as plain JSON. A database does each call in one
 * transaction; `write` answers `conflict` (and writes nothing) when another process wrote the conversation meanwhile.
 */
export interface ConversationStore<Said> {
  read(key: string): Promise<StoredConversation | undefined>;
  recall(key: string, activityId: string): Promise<RememberedTurn<Said> | undefined>;
  write(key: string, record: TurnRecord<Said>): Promise<'written' | 'conflict'>;
  markSent(key: string, activityId: string): Promise<void>;
  /** Deletes everything that is known of a conversation. */
  forget(key: string): Promise<void>;
}
