/** One thing that is wrong with the content: where it stands, what is wrong, and how to fix it. */
export interface ContentIssue {
  /** The path below the folder above the packs (`backoffice/rules.yaml`) or `dialogs/words/en.yaml`. */
  readonly file: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly fix: string;
  /** How many issues this one stands for, where it says that there are more than are listed. */
  readonly more?: number;
}

/** Receives each issue while content is read. Reading goes on after an issue, so that all of them are found at once. */
export type Report = (issue: ContentIssue) => void;

/** The issue as one line: `backoffice/rules.yaml:41:9: unknown product "a"; did you mean "b"?`. */
export function formatIssue(issue: ContentIssue): string {
  return `${issue.file}:${issue.line}:${issue.column}: ${issue.what}; ${issue.fix}`;
}

/** Compares two issues for sorting: by file, line and column. */
export function compareIssues(a: ContentIssue, b: ContentIssue): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
