import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Writes `LICENCES.txt` beside a bundle, for all packages in it: first a line for each (name, version and licence,
 * separated by tabs), then the texts of the licences.
 */
export function bundledLicences(): Plugin {
  return {
    name: 'waymark-bundled-licences',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const folders = [...new Set(modules.flatMap(packageFolder))];
      const packages = folders.map(describePackage).sort((a, b) => (a.line < b.line ? -1 : 1));
      const lines = packages.map(({ line }) => line);
      const texts = packages.map(({ line, text }) => `${line}\n\n${text}`);
      const source = [...new Set(lines)].join('\n') + '\n\n' + [...new Set(texts)].join('\n\n') + '\n';
      this.emitFile({ type: 'asset', fileName: 'LICENCES.txt', source });
    },
  };
}

/** The folder of a module's package: the nearest one whose package.json has a version. */
function packageFolder(module: string): readonly string[] {
  const [file = ''] = module.replace(/^\0/u, '').split('?');
  if (!file.includes('/node_modules/')) return [];
  for (let folder = dirname(file); folder.includes('/node_modules/'); folder = dirname(folder)) {
    if (readManifest(folder)?.['version'] !== undefined) return [folder];
  }
  return [];
}

function describePackage(folder: string): { readonly line: string; readonly text: string } {
  const { name, version, license } = readManifest(folder) ?? {};
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/iu.test(entry));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  return {
    line: [name, version, license].map((part) => (typeof part === 'string' ? part : 'unknown')).join('\t'),
    text,
  };
}

function readManifest(folder: string): Readonly<Record<string, unknown>> | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof read === 'object' && read !== null ? { ...read } : undefined;
}
