import { MOST_ISSUES, moreIssues } from './bound-issues.ts';
import { compareIssues, type ContentIssue, type Report } from './content-issue.ts';

/** How much is told of what is wrong. */
export interface IssueLimits {
  /** The most issues that are listed of one file, and in all. */
  readonly perFile: number;
  readonly inAll: number;
  /** After so many issues, listed or only counted, reading stops. */
  readonly counted: number;
  /** After so many milliseconds reading stops at the next issue. */
  readonly patience: number;
  readonly now: () => number;
}

export const ISSUE_LIMITS: IssueLimits = {
  perFile: 50,
  inAll: MOST_ISSUES,
  counted: 5_000,
  patience: 20_000,
  now: () => performance.now(),
};

/** What was read, and what is wrong with it. Nothing was read if reading stopped. */
export interface Collected<T> {
  readonly value: T | undefined;
  /** Sorted, and each file's followed by how many more it has. */
  readonly issues: readonly ContentIssue[];
}

/** Reads content and collects the issues that `read` reports. A broken file may have millions: they are not all kept. */
export function collectIssues<T>(
  place: string,
  read: (report: Report) => T,
  limits: IssueLimits = ISSUE_LIMITS,
): Collected<T> {
  const kept: ContentIssue[] = [];
  const found = new Map<string, { listed: number; more: number }>();
  const end = limits.now() + limits.patience;
  let counted = 0;
  const report: Report = (issue) => {
    const file = found.get(issue.file) ?? { listed: 0, more: 0 };
    found.set(issue.file, file);
    if (file.listed < limits.perFile && kept.length < limits.inAll) {
      file.listed += 1;
      kept.push(issue);
    } else file.more += 1;
    counted += 1;
    if (counted >= limits.counted || limits.now() > end) throw new EnoughIssues();
  };
  let value: T | undefined;
  let stopped = false;
  try {
    value = read(report);
  } catch (error) {
    if (!(error instanceof EnoughIssues)) throw error;
    stopped = true;
  }
  return { value, issues: listIssues(place, kept, found, stopped) };
}

/** Ends reading from within: a reader is many functions deep, and none of them can go on. */
class EnoughIssues extends Error {}

function listIssues(
  place: string,
  kept: readonly ContentIssue[],
  found: ReadonlyMap<string, { readonly listed: number; readonly more: number }>,
  stopped: boolean,
): readonly ContentIssue[] {
  const sorted = kept.map(toPlain).sort(compareIssues);
  const listed = sorted.flatMap((issue, i) => {
    const more = found.get(issue.file)?.more ?? 0;
    const isLast = sorted[i + 1]?.file !== issue.file;
    return isLast && more > 0 ? [issue, moreIssues(issue, more, stopped)] : [issue];
  });
  const unlisted = [...found.values()].filter((file) => file.listed === 0);
  if (unlisted.length === 0) return listed;
  const more = unlisted.reduce((sum, file) => sum + file.more, 0);
  return [...listed, moreIssues({ file: place, line: 1, column: 1 }, more, stopped)];
}

/** The longest text of an issue. Keys and values of a file stand in it, and may be as long as the file. */
const LONGEST = 300;

/** The issue with its place looked up, as one line of bounded length. */
function toPlain({ file, line, column, what, fix }: ContentIssue): ContentIssue {
  return { file: clip(file), line, column, what: clip(what), fix: clip(fix) };
}

function clip(text: string): string {
  const short = text.length <= LONGEST ? text : `${text.slice(0, LONGEST)} …`;
  return short.replaceAll(/\p{Cc}+/gu, ' ');
}
