import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const FOLDER = join('node_modules', '.cache', 'waymark-bench');

/**
 * Makes a program of this folder into JavaScript and returns its path: what is compared must start as plain Node
 * programs, as the bot itself does. It may import packages only.
 */
export function transpile(name: string): string {
  const source = readFileSync(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    },
  });
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${basename(name)}.mjs`);
  writeFileSync(file, outputText);
  return file;
}
