/**
 * A point in the work of a process. `mid-turn`: some statements of a turn are written. `before-word`: committed, but
 * other instances are not notified yet (PostgreSQL). `before-read`: before a log is read, which streams do most.
 * `migration`: while the tables are created.
 */
export type FaultPoint =
  'mid-turn' | 'before-commit' | 'after-commit' | 'before-mark' | 'before-word' | 'before-read' | 'migration';

/** What happens at that point, and at which of the times that the process reaches it (from 1). */
export interface Fault {
  readonly point: FaultPoint;
  readonly nth: number;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}

/** The environment variable that names the fault. */
export const FAULT = 'WAYMARK_TEST_FAULT';
