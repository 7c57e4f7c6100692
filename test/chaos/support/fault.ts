/**
 * A point of a turn's work. `mid-turn`: written in part; `before-word`: committed, and other instances are not told of it
 * (PostgreSQL); `before-read`: before a log is read, for a stream above all; `migration`: while the tables are made.
 */
export type FaultPoint =
  'mid-turn' | 'before-commit' | 'after-commit' | 'before-mark' | 'before-word' | 'before-read' | 'migration';

/** What happens there, and at which time that the process gets there (from 1). */
export interface Fault {
  readonly point: FaultPoint;
  readonly nth: number;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}

/** The environment variable that names the fault. */
export const FAULT = 'WAYMARK_TEST_FAULT';
