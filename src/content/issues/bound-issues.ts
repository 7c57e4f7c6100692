import type { ContentIssue } from './content-issue.ts';

/** The most issues that are listed at once, of all packs and dialogs together. */
export const MOST_ISSUES = 200;

/** At most `most` issues: the first ones, and one that says how many more there are. `place` is what it is said of. */
export function boundIssues(
  issues: readonly ContentIssue[],
  place: string,
  most = MOST_ISSUES,
): readonly ContentIssue[] {
  if (issues.length <= most) return issues;
  return [
    ...issues.slice(0, most - 1),
    moreIssues({ file: place, line: 1, column: 1 }, countIssues(issues.slice(most - 1))),
  ];
}

/** How many issues there are, with those that are not listed. */
export function countIssues(issues: readonly ContentIssue[]): number {
  return issues.reduce((sum, { more = 1 }) => sum + more, 0);
}

/** An issue that stands for `count` others; `stopped` if reading ended there, so that there may be still more. */
export function moreIssues(
  place: Pick<ContentIssue, 'file' | 'line' | 'column'>,
  count: number,
  stopped = false,
): ContentIssue {
  const what = `and ${count.toLocaleString('en')} more${stopped ? ', where reading stopped' : ''}`;
  const { file, line, column } = place;
  return { file, line, column, what, fix: 'mend those that are listed first', more: count };
}
