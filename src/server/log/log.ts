import type { LogEvent, LogLevel } from './log-events.ts';

/**
 * The operator's log. Events have no field for free text, so that what users write cannot get into it.
 *
 * @example log.note('turn-failed', { conversation: key, cause: error });
 */
export interface Log {
  /** Writes what the server says about itself or about the operator's own files; at level `info` by default. */
  say(line: string, level?: LogLevel): void;
  /** Writes an event. Its level is fixed in `LOG_EVENTS`. */
  note(event: LogEvent, details?: EventDetails): void;
}

/** The fields of an event. */
export interface EventDetails {
  /** The id of the request. */
  readonly request?: string | undefined;
  /** The conversation's key. Only a short hash of it is written. */
  readonly conversation?: string | undefined;
  /** An error. Its kind, code and place are written, but not its message, because messages can contain whole requests. */
  readonly cause?: unknown;
  /** Why a caller was refused, in the code's own words. */
  readonly why?: string | undefined;
  /** The route as it is registered, not the address of the request. */
  readonly route?: string | undefined;
  readonly method?: string | undefined;
  readonly status?: number | undefined;
  readonly milliseconds?: number | undefined;
  /** Where in the code it happened. */
  readonly place?: string | undefined;
}
