import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../issues/content-issue.ts';

/** The folders directly in `directory`, by name in order. Hidden ones do not count. */
export function listFolders(directory: string): readonly string[] {
  return namesIn(directory).filter((name) =>
    statSync(join(directory, name), { throwIfNoEntry: false })?.isDirectory(),
  );
}

/**
 * The YAML files in a folder and its sub-folders, as paths below it with `/`. A link to a folder is refused: its files
 * could be read twice, or without end.
 */
export function listYamlFiles(folder: string, name: string, report: Report): readonly string[] {
  const files: string[] = [];
  const walk = (below: string): void => {
    for (const entry of namesIn(join(folder, below))) {
      const path = below === '' ? entry : `${below}/${entry}`;
      const status = lstatSync(join(folder, path));
      if (status.isDirectory()) walk(path);
      else if (/\.ya?ml$/i.test(entry)) files.push(path);
      else if (status.isSymbolicLink() && leadsToFolder(join(folder, path))) {
        const fix = 'put a copy of the folder here in its place';
        report({ file: `${name}/${path}`, line: 1, column: 1, what: 'this is a link to a folder', fix });
      }
    }
  };
  try {
    walk('');
  } catch {
    report({
      file: name,
      line: 1,
      column: 1,
      what: 'this folder cannot be read',
      fix: `look for it at ${folder}`,
    });
  }
  return files;
}

function leadsToFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();
}
