import type { Kysely } from 'kysely';
import type { StoredConversation, TurnDecision, TurnRequest } from '../turn/index.ts';
import type { LogFeed } from './create-log-feed.ts';
import type { Statements } from './create-statements.ts';
import type { Schema } from './schema.ts';

/** A database, and what differs between SQLite and PostgreSQL. */
export interface StoreContext {
  readonly db: Kysely<Schema>;
  /** True on PostgreSQL, which locks single rows. A transaction of SQLite locks the whole file. */
  readonly locksRows: boolean;
  readonly newId: () => string;
  readonly feed: LogFeed;
}

/** What committing turns needs besides: the prepared statements. */
export interface TurnContext extends StoreContext {
  readonly statements: Statements;
}

/** A conversation with its life: an id that differs from that of an earlier, deleted conversation with the same key. */
export interface ConversationWithLife extends StoredConversation {
  readonly life: string;
}

/** A conversation as the database has it. */
export interface ReadConversation extends ConversationWithLife {
  readonly written_at: number;
}

/** A turn that is to be written: its request, its decision, and the conversation that it follows. */
export interface DecidedTurn<Said> {
  readonly request: TurnRequest<Said>;
  readonly decision: TurnDecision<Said>;
  /** The version before this turn; 0 if there is no conversation, or if this turn deletes it first. */
  readonly version: number;
  readonly life: string;
  readonly logged: number;
  /** The time that is written: now, or when the conversation was last written if that is later. It never goes back. */
  readonly at: number;
}

/** The time of a commit (milliseconds since 1970), and how long this process holds the lease of the replies. */
export interface CommitTimes {
  readonly now: number;
  readonly lease: number;
}
