import { readConsultation, type Consultation, type ReadableConsultation } from '../core/index.ts';

/** The tables. Times are milliseconds since 1970. All rows of a conversation have its key, so that a cluster can keep them together. */
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
  clock: ClockRow;
}

/** A conversation. */
export interface ConversationRow {
  key: string;
  /** The consultation as JSON. */
  state: string;
  /** Counts the writes, from 1. A write succeeds only over the version that it has read (optimistic concurrency). */
  version: number;
  written_at: number;
  /** A random id: it differs from that of an earlier, deleted conversation with the same key. */
  life: string;
  /** The watermark of the last entry of its log. It does not start again when the log is deleted. */
  logged: number;
  /** When the conversation expires, if all it holds is the notice that a person was forgotten; else null. */
  ends_at: number | null;
}

/** An activity that was taken. */
interface InboundRow {
  /** The conversation's key and the channel's activity id (`inboundId`); its hash if the conversation was forgotten. */
  id: string;
  /** Empty if the conversation was forgotten. The row stays, so that an activity that is delivered late is not taken again. */
  key: string;
  /** The version that the activity led to, and of its reply in the outbox; 0 if the conversation was forgotten. */
  version: number;
  at: number;
}

/** A reply; it stays here after it was sent, for repeated activities, until its conversation is deleted. */
export interface OutboxRow {
  key: string;
  version: number;
  /** The reply as JSON. */
  said: string;
  at: number;
  /** Null: not sent yet. A reply that is the response to its request counts as sent from the beginning. */
  sent_at: number | null;
  /** When the next attempt is due. */
  due_at: number;
  /** The end of the lease: until then only the process that took the reply may send it. */
  leased_until: number;
  attempts: number;
}

/** An entry of the log of a conversation on our own channel (Direct Line). */
interface ActivityLogRow {
  key: string;
  watermark: number;
  activity: string;
  at: number;
}

/** What was asked and answered (`TurnEvent`): no text, no person, no conversation. */
interface EventRow {
  id: string;
  at: number;
  event: string;
}

/** The address to which the replies of a conversation are sent. */
interface ReferenceRow {
  key: string;
  reference: string;
  at: number;
}

/** A person who wrote in a conversation. */
interface MemberRow {
  person: string;
  key: string;
}

/** A single row; it is written to find out whether the database can be written. */
interface HeartbeatRow {
  id: number;
  at: number;
}

/** A single row: the last time that a clock was believed. Neither turns nor heartbeats write it. */
interface ClockRow {
  id: number;
  known_at: number;
}

/** The lease of a job that one process at a time runs. */
interface JobRow {
  name: string;
  holder: string;
  held_until: number;
}

/** Parses the state of a conversation, also one that an earlier version of Waymark wrote. */
export function parseState(state: string): Consultation {
  return readConsultation(parseJsonColumn<ReadableConsultation>(state));
}

/** Parses a JSON column that this program wrote. Its shape is known from the column, and is not checked. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- checking what we wrote would cost each turn
export function parseJsonColumn<Written>(text: string): Written {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- see above
  return JSON.parse(text) as Written;
}
