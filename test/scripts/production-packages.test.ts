import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { z } from 'zod';

const { dependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** The packages that compiled code loads, each with a file that does; the pages are built into files of their own. */
const imported = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('web'))
    .flatMap((file) => {
      const text = ts.transpile(readFileSync(join('src', file), 'utf8'), {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
      });
      return ts
        .preProcessFile(text, true, true)
        .importedFiles.map(({ fileName }) => [packageOf(fileName), file] as const);
    })
    .filter(([name]) => !name.startsWith('.') && !name.startsWith('node:') && !builtinModules.includes(name)),
);

describe('production', () => {
  it('installs every package that the server loads', () => {
    expect([...imported.keys()]).to.include.members([
      '@azure/msal-node',
      'restify',
      'libsql',
      'pg',
      'undici',
    ]);
    for (const [name, file] of imported)
      expect(dependencies, `${file} imports ${name}`).to.have.property(name);
  });

  it('installs no package that the server does not load', () => {
    expect(Object.keys(dependencies).filter((name) => !imported.has(name))).to.deep.equal([]);
  });
});

/** "@scope/name/part" is of the package "@scope/name". */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
