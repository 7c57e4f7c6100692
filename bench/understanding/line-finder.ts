/** A line of a readme that was found, from 1, and how well it fits; a higher score fits better. */
export interface FoundLine {
  readonly line: number;
  readonly score: number;
}

/** A line of a readme, which is what is searched. */
export interface ReadmeLine {
  readonly line: number;
  readonly text: string;
}

/** A tool that finds lines for a question. */
export interface LineFinder {
  /** The best lines first; none where nothing fits at all. */
  readonly find: (question: string) => readonly FoundLine[] | Promise<readonly FoundLine[]>;
}

/** A way to search a readme: a tool with its settings. */
export interface FinderKind {
  readonly tool: string;
  readonly settings: string;
  readonly prepare: (lines: readonly ReadmeLine[]) => LineFinder | Promise<LineFinder>;
}
