/** Most serious first. A log of one level writes that level and those before it. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

interface EventKind {
  readonly level: LogLevel;
  readonly words: string;
  /** The most lines per span, if fewer than usual: for events that strangers can cause. */
  readonly most?: number;
}

/** All events of the log, each with its level and its message. */
export const LOG_EVENTS = {
  'turn-failed': { level: 'error', words: 'a turn failed' },
  'store-gone': { level: 'error', words: 'the store is not available' },
  'database-touched': {
    level: 'error',
    words: 'the files of the database were touched or are damaged: no more turns are taken',
  },
  'check-late': {
    level: 'warn',
    words: 'the check of the database file takes long; it goes on while turns are taken',
  },
  'outbox-unread': { level: 'error', words: 'the outbox could not be read' },
  'retention-failed': { level: 'error', words: 'expired conversations could not be deleted' },
  'clock-doubted': {
    level: 'error',
    words:
      'the clock is more than a day away from the last known time: nothing is deleted (docs/operations.md)',
  },
  'content-unread': { level: 'error', words: 'the content could not be read again; the last good goes on' },
  'ask-failed': { level: 'error', words: 'a question could not be answered' },
  'request-failed': { level: 'error', words: 'a request failed' },
  'server-error': { level: 'error', words: 'the server reported an error' },
  bug: { level: 'error', words: 'an error that nobody handled: stopping' },
  'reply-undelivered': { level: 'warn', words: 'the channel did not accept a reply' },
  'apology-undelivered': { level: 'warn', words: 'an apology was not delivered' },
  'caller-refused': { level: 'warn', words: 'refused a caller of /api/messages', most: 1 },
  'keys-unfetched': { level: 'warn', words: 'the keys of the Bot Framework could not be fetched', most: 1 },
  'azure-refused': { level: 'warn', words: 'Azure Direct Line gave no token', most: 1 },
  'connection-broke': { level: 'warn', words: 'a connection to the database broke' },
  'not-ready': { level: 'warn', words: 'not ready: the store cannot be written' },
  'library-wrote': { level: 'warn', words: 'a library wrote to the console; its words are left out' },
  'node-warned': { level: 'warn', words: 'Node.js warned; its words are left out' },
  'ready-again': { level: 'info', words: 'ready again: the store can be written' },
  request: { level: 'debug', words: 'a request' },
} as const satisfies Record<string, EventKind>;

export type LogEvent = keyof typeof LOG_EVENTS;
