import { basename } from 'node:path';
import type { ContentIssue } from './issues/content-issue.ts';
import { loadPack, type LoadedPack } from './load-pack.ts';
import { didYouMean } from './issues/nearest.ts';
import { listFolders } from './reading/list-files.ts';

/** What a folder of packs holds. */
export interface Library {
  /** The packs without issues, by folder name in order. */
  readonly packs: readonly LoadedPack[];
  /** The folders whose pack was refused. */
  readonly refused: readonly string[];
  /** All issues of all packs, by file and line. */
  readonly issues: readonly ContentIssue[];
}

/**
 * Loads every folder below `directory` as a pack, or `only` one of them. A pack with issues does not affect the others.
 *
 * @example const { packs, issues } = loadLibrary('knowledge');
 */
export function loadLibrary(directory: string, only?: string): Library {
  const name = basename(directory);
  const none = (what: string, fix: string): Library => ({
    packs: [],
    refused: [],
    issues: [{ file: name, line: 1, column: 1, what, fix }],
  });
  const folders = readFolders(directory);
  if (folders === undefined)
    return none('this folder cannot be read', `make a folder of packs at ${directory}`);
  if (folders.length === 0)
    return none('there is no pack in this folder', 'add one, see knowledge/README.md');
  if (only !== undefined && !folders.includes(only)) {
    return none(
      `there is no pack "${only}"`,
      didYouMean(only, folders, `the packs are ${folders.join(', ')}`),
    );
  }
  const wanted = only === undefined ? folders : [only];
  const results = wanted.map((folder) => ({ folder, result: loadPack(directory, folder) }));
  return {
    packs: results.flatMap(({ result }) => (result.kind === 'loaded' ? [result.pack] : [])),
    refused: results.filter(({ result }) => result.kind === 'refused').map(({ folder }) => folder),
    issues: results.flatMap(({ result }) => (result.kind === 'refused' ? result.issues : [])),
  };
}

function readFolders(directory: string): readonly string[] | undefined {
  try {
    return listFolders(directory);
  } catch {
    return undefined;
  }
}
