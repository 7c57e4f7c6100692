import { createHash } from 'node:crypto';
import type { EventDetails, Log } from './log.ts';
import { LOG_EVENTS, LOG_LEVELS, type LogEvent, type LogLevel } from './log-events.ts';
import { nameError, errorPlace } from './name-error.ts';

/** One line of the log before it is written. */
export interface LogLine {
  readonly level: LogLevel;
  readonly event: LogEvent | 'said';
  readonly message: string;
  readonly fields: Readonly<Record<string, string | number>>;
}

export interface LogParts {
  readonly level: LogLevel;
  readonly write: (line: LogLine) => void;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** Called for every event, also if its level is not written. */
  readonly onEvent?: (event: LogEvent, level: LogLevel) => void;
}

/** At most so many lines of one event are written per span (milliseconds), so that an attack cannot fill the disk. */
const MOST = 20;
const SPAN = 10_000;

/**
 * Creates a log. If an event comes too often, lines are left out; the next line that is written has their number (`leftOut`).
 *
 * @example const log = createLog({ level: 'info', write: openLogSink(), now: () => performance.now() });
 */
export function createLog({ level, write, now, onEvent = () => undefined }: LogParts): Log {
  const writes = new Set<LogLevel>(LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(level) + 1));
  const allow = createLimit(now);
  return {
    say(message, grave = 'info') {
      if (writes.has(grave)) write({ level: grave, event: 'said', message, fields: {} });
    },
    note(event, details = {}) {
      const { level: grave, words } = LOG_EVENTS[event];
      onEvent(event, grave);
      if (!writes.has(grave)) return;
      const leftOut = grave === 'debug' ? 0 : allow(event);
      if (leftOut === undefined) return;
      const fields = { ...describe(details), ...(leftOut > 0 ? { leftOut } : {}) };
      write({ level: grave, event, message: words, fields });
    },
  };
}

function mostOf(event: LogEvent): number {
  const kind = LOG_EVENTS[event];
  return 'most' in kind ? kind.most : MOST;
}

/** Returns how many lines were left out before this one, or undefined if this one is left out too. */
function createLimit(now: () => number): (event: LogEvent) => number | undefined {
  const spans = new Map<LogEvent, { from: number; written: number; leftOut: number }>();
  return (event) => {
    const at = now();
    const known = spans.get(event);
    if (known !== undefined && at - known.from < SPAN) {
      if (known.written < mostOf(event)) known.written += 1;
      else {
        known.leftOut += 1;
        return undefined;
      }
      return 0;
    }
    spans.set(event, { from: at, written: 1, leftOut: 0 });
    return known?.leftOut ?? 0;
  };
}

function describe({ conversation, cause, ...rest }: EventDetails): Record<string, string | number> {
  const fields: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) fields[name] = value;
  if (conversation !== undefined) fields['conversation'] = hashed(conversation);
  if (cause !== undefined) fields['error'] = nameError(cause);
  const place = errorPlace(cause);
  if (place !== '') fields['place'] = place;
  return fields;
}

/** A short hash: it finds the lines of one conversation, but does not reveal its id. */
function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 12);
}
