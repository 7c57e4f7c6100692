import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverageOf, formatIssue, loadDialogs, loadLibrary, runCase } from '../../src/content/index.ts';
import { createAdvisor } from '../../src/core/index.ts';
import { withPacks, type PackFiles } from './small-pack.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('The example in knowledge/README.md', () => {
  it('loads as it stands, covers its text, and answers as its cases expect', () => {
    withPacks(
      { 'halvorsen-archive': filesIn(readFileSync(join(ROOT, 'knowledge/README.md'), 'utf8')) },
      (directory) => {
        const { packs, issues } = loadLibrary(directory);
        expect(issues.map(formatIssue)).to.deep.equal([]);
        const { dialogs } = loadDialogs(join(ROOT, 'dialogs'));
        for (const { knowledge, cases } of packs) {
          expect(coverageOf(knowledge).percent).to.equal(100);
          expect(cases).to.have.length(2);
          const advisor = dialogs === undefined ? undefined : createAdvisor([knowledge], dialogs, 'en');
          if (advisor === undefined) throw new Error('there are no English dialogs');
          for (const each of cases) expect(runCase(advisor, each)).to.deep.equal([]);
        }
        expect(packs).to.have.length(1);
      },
    );
  });
});

/** The blocks that stand below a line with only the name of a file. */
function filesIn(page: string): PackFiles {
  const blocks = page.matchAll(/^`([\w.]+)`\n\n```\w+\n(.*?)^```$/gms);
  return Object.fromEntries([...blocks].map(([, file = '', text = '']) => [file, text]));
}
