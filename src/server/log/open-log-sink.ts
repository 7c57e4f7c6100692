import { pino } from 'pino';
import type { LogLine } from './create-log.ts';

/**
 * Where log lines go: JSON, one object a line, on standard error. A terminal gets lines to read. Writes at once, so
 * that the last line before an end is not lost.
 */
export function openLogSink(): (line: LogLine) => void {
  return process.stderr.isTTY ? writeReadable : createJsonSink(pino.destination({ dest: 2, sync: true }));
}

/** JSON lines to a stream. */
export function createJsonSink(stream: { write(text: string): void }): (line: LogLine) => void {
  const logger = pino(
    {
      level: 'debug',
      // The process and the machine are for whoever collects the lines to add.
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
