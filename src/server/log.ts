import type { LogEvent, LogLevel } from './log/log-events.ts';

export { createLog, type LogLine } from './log/create-log.ts';
export { LOG_LEVELS, type LogEvent, type LogLevel } from './log/log-events.ts';
export { nameError, whereFrom } from './log/name-error.ts';
export { openLogSink } from './log/open-log-sink.ts';

/** The log for the operator. It takes no free text but what the operator's own files say: users' words have no way in. */
export interface Log {
  /** What the server says of itself and of its content, at the start and when it reads the content again; `info` by default. */
  say(line: string, level?: LogLevel): void;
  /** Something that happened; how grave it is stands with the event. */
  note(event: LogEvent, about?: About): void;
}

/** What is told of an event. */
export interface About {
  /** The id of the request. */
  readonly request?: string | undefined;
  /** The conversation's key; a short hash of it is written. */
  readonly conversation?: string | undefined;
  /** An error: its kind and place are written, never its message, in which whole requests may stand. */
  readonly cause?: unknown;
  /** Why somebody was refused, in the code's own words. */
  readonly why?: string | undefined;
  /** The route as it is registered, never the address that was asked for. */
  readonly route?: string | undefined;
  readonly method?: string | undefined;
  readonly status?: number | undefined;
  readonly milliseconds?: number | undefined;
  /** Where in the code. */
  readonly place?: string | undefined;
}
