export { createLog, type LogLine } from './create-log.ts';
export type { EventDetails, Log } from './log.ts';
export { LOG_LEVELS, type LogEvent, type LogLevel } from './log-events.ts';
export { errorPlace, nameError } from './name-error.ts';
export { openLogSink } from './open-log-sink.ts';
