/** Times are milliseconds since 1970, in UTC. Rows of one conversation have its key, so that a cluster can keep them together. */
export interface Schema {
  conversations: ConversationRow;
  inbound: InboundRow;
  outbox: OutboxRow;
  activity_log: ActivityLogRow;
  events: EventRow;
  conversation_references: ReferenceRow;
  members: MemberRow;
  heartbeat: HeartbeatRow;
  jobs: JobRow;
}

/** Where a conversation stands. */
export interface ConversationRow {
  key: string;
  /** The consultation as JSON. */
  state: string;
  /** Counts the writes, from 1: whoever writes must have read the one before. */
  version: number;
  written_at: number;
  /** Tells it from another conversation that had the same key before and was deleted. */
  life: string;
  /** The watermark of the last entry of its log. Goes on when the log was deleted. */
  logged: number;
  /** Null, but where it holds no more than the notice that a person was forgotten: then its end. */
  ends_at: number | null;
}

/** An activity that was taken. */
interface InboundRow {
  /** The conversation's key and the channel's activity id; of a forgotten conversation, their hash. */
  id: string;
  /** Empty where the conversation was forgotten: an activity that comes late must not bring it back. */
  key: string;
  /** The version that it led to, whose reply is the outbox row with this version; 0 where it was forgotten. */
  version: number;
  at: number;
}

/** A reply, from its commit until the conversation ends. */
export interface OutboxRow {
  key: string;
  version: number;
  /** What is sent, as JSON. */
  said: string;
  at: number;
  /** Null: still to be sent. A reply that was the response to its request is never null. */
  sent_at: number | null;
  /** When it is to be tried again. */
  due_at: number;
  /** Until then it is being sent by one process, and no other may. */
  leased_until: number;
  attempts: number;
}

/** What was said in a conversation on our own channel, in order. */
interface ActivityLogRow {
  key: string;
  watermark: number;
  activity: string;
  at: number;
}

/** What was asked and answered, without words and without persons. */
interface EventRow {
  id: string;
  at: number;
  event: string;
}

/** Where replies to a conversation go. */
interface ReferenceRow {
  key: string;
  reference: string;
  at: number;
}

/** Who spoke in a conversation. */
interface MemberRow {
  person: string;
  key: string;
}

/** One row, written to find out whether the database can be written. */
interface HeartbeatRow {
  id: number;
  at: number;
}

/** A job that one process at a time does. */
interface JobRow {
  name: string;
  holder: string;
  held_until: number;
}
