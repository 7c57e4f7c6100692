/**
 * A reply's lease in milliseconds: for this long one process alone may send it. It is longer than one attempt to send
 * takes.
 */
export const REPLY_LEASE = 15_000;

/** The `dueAt` of a reply that is given up: it stays in the outbox and is never sent. */
export const NEVER_DUE = Number.MAX_SAFE_INTEGER;
