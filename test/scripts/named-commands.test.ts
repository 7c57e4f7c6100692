import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import * as z from 'zod';
import { PassThrough } from 'node:stream';
import { runCli } from '../../src/cli/index.ts';

const DOCUMENTS = [
  'README.md',
  'CHANGELOG.md',
  'knowledge/README.md',
  'dialogs/README.md',
  ...readdirSync('docs')
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

const PACKAGE = z.object({ scripts: z.record(z.string(), z.string()) });
const { scripts } = PACKAGE.parse(JSON.parse(readFileSync('package.json', 'utf8')));

describe('the documents', () => {
  it('name only commands of waymark that exist', async () => {
    const known = await commandsInHelp();
    expect(known).to.include.members(['chat', 'ask', 'check', 'serve', 'forget', 'backup']);
    // "waymark" is also the name of the program: only what is called as a command counts.
    expect(named(/(?:npx |`)waymark ([a-z]+)/g).filter(({ name }) => !known.includes(name))).to.deep.equal(
      [],
    );
  });

  it('name only scripts of package.json that exist', () => {
    const all = [...named(/npm run ([a-z][a-z:-]*)/g), ...named(/npm (start|test)\b/g)];
    expect(all.length).to.be.greaterThan(20);
    expect(all.filter(({ name }) => !(name in scripts))).to.deep.equal([]);
  });
});

function named(pattern: RegExp): readonly { readonly file: string; readonly name: string }[] {
  return DOCUMENTS.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name = '']) => ({ file, name })),
  );
}

/** The commands that `waymark --help` lists. */
async function commandsInHelp(): Promise<readonly string[]> {
  const stdout = new PassThrough();
  await runCli(['node', 'waymark', '--help'], {
    stdin: new PassThrough(),
    stdout,
    stderr: new PassThrough(),
    defaults: { knowledge: 'knowledge', dialogs: 'dialogs', language: 'en' },
    version: '0',
    database: { url: undefined, file: '' },
    now: () => 0,
    serve: () => Promise.reject(new Error('not here')),
  });
  const [, commands = ''] = String(stdout.read()).split('Commands:\n');
  return [...commands.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name);
}
