import type { ContentIssue } from '../issues/content-issue.ts';
import type { ThreadEnd, ThreadLimits } from './start-content-thread.ts';

/** What is said of a pack, or of dialogs, whose reading was ended; nothing if that was asked for. */
export function endedIssue(file: string, end: ThreadEnd, limits: ThreadLimits): readonly ContentIssue[] {
  const issue = (what: string, fix: string) => [{ file, line: 1, column: 1, what, fix }];
  switch (end.kind) {
    case 'closed':
      return [];
    case 'time':
      return issue(
        `reading this took longer than ${String(limits.time / 1000)} seconds`,
        'look for a very large or broken file with "waymark check", and split it up',
      );
    case 'memory':
      return issue(
        `reading this takes more than ${String(limits.megabytes)} MB of memory`,
        'look for a very large or broken file, and split it up',
      );
    case 'failed':
      return issue(
        `this could not be read (${end.error})`,
        'take back the last change, and report the mistake in Waymark',
      );
  }
}
