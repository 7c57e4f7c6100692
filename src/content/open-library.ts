import type { Knowledge } from '../core/index.ts';
import type { ContentIssue } from './issues/content-issue.ts';
import { loadLibrary, type Library } from './load-library.ts';

/** A library that can be read again while it is in use. */
export interface OpenLibrary {
  current(): readonly Knowledge[];
  /** What was wrong when it was last read. */
  issues(): readonly ContentIssue[];
  /**
   * Reads the packs again. One that no longer loads keeps its last good version, while the others are replaced; one
   * whose folder is gone is gone; if no pack at all can be seen, everything stays.
   */
  reload(): { readonly issues: readonly ContentIssue[] };
}

/**
 * Loads the packs below `directory` (or `only` one of them), and loads them again on request.
 *
 * @example
 * const library = openLibrary('knowledge');
 * process.on('SIGHUP', () => library.reload().issues.map(formatIssue).forEach(log));
 */
export function openLibrary(directory: string, only?: string): OpenLibrary {
  let library = loadLibrary(directory, only);
  let current = library.packs.map((pack) => pack.knowledge);
  return {
    current: () => current,
    issues: () => library.issues,
    reload: () => {
      library = loadLibrary(directory, only);
      current = keepLastGood(library, current);
      return { issues: library.issues };
    },
  };
}

function keepLastGood(library: Library, before: readonly Knowledge[]): Knowledge[] {
  const loaded = library.packs.map((pack) => pack.knowledge);
  if (loaded.length === 0 && library.refused.length === 0) return [...before];
  const kept = before.filter((knowledge) => library.refused.includes(knowledge.id));
  return [...loaded, ...kept].sort((a, b) => (a.id < b.id ? -1 : 1));
}
