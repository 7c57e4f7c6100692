import { pino } from 'pino';
import type { LogLine } from './create-log.ts';

/**
 * Returns a function that writes log lines to standard error: JSON, one object a line, or readable lines on a terminal. It
 * writes synchronously, so that the last line before the process ends is not lost.
 */
export function openLogSink(): (line: LogLine) => void {
  return process.stderr.isTTY ? writeReadable : createJsonSink(pino.destination({ dest: 2, sync: true }));
}

/** JSON lines to a stream. */
export function createJsonSink(stream: { write(text: string): void }): (line: LogLine) => void {
  const logger = pino(
    {
      level: 'debug',
      // Process id and host name are left to whatever collects the lines.
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
      messageKey: 'message',
    },
    stream,
  );
  return ({ level, event, message, fields }) => logger[level]({ event, ...fields }, message);
}

function writeReadable({ level, event, message, fields }: LogLine): void {
  const rest = Object.entries(fields).map(([name, value]) => ` ${name}=${String(value)}`);
  process.stderr.write(event === 'said' ? `${message}\n` : `${level}: ${message}${rest.join('')}\n`);
}
