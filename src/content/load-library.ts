import { basename } from 'node:path';
import { boundIssues } from './issues/bound-issues.ts';
import type { ContentIssue } from './issues/content-issue.ts';
import { loadPack, type LoadedPack } from './load-pack.ts';
import { listPacks } from './list-packs.ts';

/** What a folder of packs holds. */
export interface Library {
  /** The packs without issues, by folder name in order. */
  readonly packs: readonly LoadedPack[];
  /** The folders whose pack was refused. */
  readonly refused: readonly string[];
  /** The issues of all packs, by file and line; the last one says how many more there are. */
  readonly issues: readonly ContentIssue[];
}

/**
 * Loads every folder below `directory` as a pack, or `only` one of them. A pack with issues does not affect the others.
 *
 * @example const { packs, issues } = loadLibrary('knowledge');
 */
export function loadLibrary(directory: string, only?: string): Library {
  const listed = listPacks(directory, only);
  const results = listed.folders.map((folder) => ({ folder, result: loadPack(directory, folder) }));
  const refused = results.filter(({ result }) => result.kind === 'refused').map(({ folder }) => folder);
  return {
    packs: results.flatMap(({ result }) => (result.kind === 'loaded' ? [result.pack] : [])),
    refused: [...refused, ...listed.refused].sort(),
    issues: boundIssues(
      [
        ...listed.issues,
        ...results.flatMap(({ result }) => (result.kind === 'refused' ? result.issues : [])),
      ],
      basename(directory),
    ),
  };
}
