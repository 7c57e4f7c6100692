import { lstatSync, readdirSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { ContentIssue, Report } from '../issues/content-issue.ts';
import { whyUnreadable } from './why-unreadable.ts';

/** The folders in a folder, and the entries that may be meant to be folders but cannot be read. */
export interface Folders {
  readonly folders: readonly string[];
  readonly unreadable: readonly { readonly name: string; readonly issue: ContentIssue }[];
}

/** The folders directly in `directory`, by name in order. Hidden ones do not count. Throws if it cannot be read itself. */
export function listFolders(directory: string): Folders {
  const folders: string[] = [];
  const unreadable: { name: string; issue: ContentIssue }[] = [];
  for (const name of namesIn(directory)) {
    const seen = see(join(directory, name), name);
    if (seen.kind === 'unreadable') unreadable.push({ name, issue: seen.issue });
    else if (seen.status.isDirectory()) folders.push(name);
  }
  return { folders, unreadable };
}

/**
 * The YAML files in a folder and its sub-folders, as paths below it with `/`. Every entry that cannot be read is reported,
 * and the others are listed. A link to a folder is refused: its files could be read twice, or without end.
 */
export function listYamlFiles(folder: string, name: string, report: Report): readonly string[] {
  const files: string[] = [];
  const walk = (below: string): void => {
    const place = below === '' ? name : `${name}/${below}`;
    for (const entry of readNames(join(folder, below), place, report)) {
      const path = below === '' ? entry : `${below}/${entry}`;
      const seen = see(join(folder, path), `${name}/${path}`);
      if (seen.kind === 'unreadable') report(seen.issue);
      else if (seen.status.isDirectory()) {
        if (seen.isLink) report(issueIn(`${name}/${path}`, LINK_TO_FOLDER));
        else if (isYaml(entry)) report(issueIn(`${name}/${path}`, FOLDER_LIKE_FILE));
        else walk(path);
      } else if (isYaml(entry)) files.push(path);
    }
  };
  walk('');
  return files;
}

const LINK_TO_FOLDER = {
  what: 'this is a link to a folder',
  fix: 'put a copy of the folder here in its place',
};
const FOLDER_LIKE_FILE = {
  what: 'this is a folder with the name of a file',
  fix: 'take ".yaml" off its name, or move it away',
};
const NO_FILE = { what: 'this is neither a file nor a folder', fix: 'remove it' };

type Seen =
  | { readonly kind: 'seen'; readonly status: Stats; readonly isLink: boolean }
  | { readonly kind: 'unreadable'; readonly issue: ContentIssue };

/** What an entry is, after following links. Sockets, pipes and devices cannot be read. */
function see(path: string, name: string): Seen {
  try {
    const isLink = lstatSync(path).isSymbolicLink();
    const status = statSync(path);
    if (status.isDirectory() || status.isFile()) return { kind: 'seen', status, isLink };
    return { kind: 'unreadable', issue: issueIn(name, NO_FILE) };
  } catch (error) {
    return { kind: 'unreadable', issue: issueIn(name, whyUnreadable(error, 'entry')) };
  }
}

function readNames(folder: string, name: string, report: Report): readonly string[] {
  try {
    return namesIn(folder);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const missing = { what: 'this folder cannot be read', fix: `look for it at ${folder}` };
    report(issueIn(name, isMissing ? missing : whyUnreadable(error, 'folder')));
    return [];
  }
}

function issueIn(file: string, { what, fix }: Readonly<Record<'what' | 'fix', string>>): ContentIssue {
  return { file, line: 1, column: 1, what, fix };
}

function isYaml(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();
}
