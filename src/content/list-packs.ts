import { basename } from 'node:path';
import type { ContentIssue } from './issues/content-issue.ts';
import { didYouMean } from './issues/nearest.ts';
import { listFolders, type Folders } from './reading/list-files.ts';
import { whyUnreadable } from './reading/why-unreadable.ts';

/** Which packs there are to read. */
export interface ListedPacks {
  /** The folders to read, in order. */
  readonly folders: readonly string[];
  /** The entries that could be packs, but that cannot be read. */
  readonly refused: readonly string[];
  readonly issues: readonly ContentIssue[];
}

/** Lists the packs below `directory`, or `only` one of them. An entry that cannot be read is an issue of its own. */
export function listPacks(directory: string, only?: string): ListedPacks {
  const none = (what: string, fix: string): ListedPacks => ({
    folders: [],
    refused: [],
    issues: [{ file: basename(directory), line: 1, column: 1, what, fix }],
  });
  const found = readFolders(directory);
  if ('what' in found) return none(found.what, found.fix);
  const { folders, unreadable } = found;
  const names = [...folders, ...unreadable.map(({ name }) => name)].sort();
  if (names.length === 0) return none('there is no pack in this folder', 'add one, see knowledge/README.md');
  if (only !== undefined && !names.includes(only)) {
    return none(
      `there is no pack "${only}"`,
      didYouMean(only, folders, `the packs are ${folders.join(', ')}`),
    );
  }
  const isWanted = (name: string): boolean => only === undefined || name === only;
  const refused = unreadable.filter(({ name }) => isWanted(name));
  return {
    folders: folders.filter(isWanted),
    refused: refused.map(({ name }) => name),
    issues: refused.map(({ issue }) => issue),
  };
}

function readFolders(directory: string): Folders | { readonly what: string; readonly fix: string } {
  try {
    return listFolders(directory);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { what: 'this folder cannot be read', fix: `make a folder of packs at ${directory}` };
    return whyUnreadable(error, 'folder');
  }
}
