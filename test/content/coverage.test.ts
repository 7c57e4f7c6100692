import { expect } from 'chai';
import { join } from 'node:path';
import { coverageOf, loadLibrary, type Coverage } from '../../src/content/index.ts';
import { change, SMALL_PACK, withPacks, type PackFiles } from './small-pack.ts';

describe('Coverage', () => {
  it('accounts for every line that is not blank', () => {
    const { lines, ...totals } = coverage(SMALL_PACK);
    expect(totals).to.deep.equal({ cited: 5, notNormative: 2, open: 0, percent: 100 });
    expect(lines.map(({ line, kind }) => `${line} ${kind}`)).to.deep.equal([
      '1 not-normative',
      '3 cited',
      '4 cited',
      '5 cited',
      '6 cited',
      '7 cited',
      '8 not-normative',
    ]);
  });

  it('names the rules that cite a line', () => {
    const line = coverage(SMALL_PACK).lines.find((one) => one.line === 5);
    expect(line).to.deep.include({ kind: 'cited', rules: ['designer'] });
  });

  it('is below 100 per cent where a single line is open, and shows it', () => {
    const found = coverage(change('pack.yaml', '      - { lines: 8, reason: said before }\n', ''));
    expect(found.percent).to.equal(85);
    expect(found.lines.at(-1)).to.deep.equal({
      source: 'readme.txt',
      line: 8,
      text: 'Before you upgrade, make a backup.',
      kind: 'open',
    });
  });

  it('counts the lines of a withdrawn rule: they are under review', () => {
    expect(
      coverage(change('rules.yaml', 'id: designer\n', 'id: designer\n    withdrawn: wrong\n')).open,
    ).to.equal(0);
  });

  it('is complete for the packs that come with Waymark', () => {
    for (const { knowledge } of loadLibrary(join(import.meta.dirname, '../../knowledge')).packs)
      expect(coverageOf(knowledge).percent).to.equal(100);
  });
});

function coverage(files: PackFiles): Coverage {
  return withPacks({ ledger: files }, (directory) => {
    const [pack] = loadLibrary(directory).packs;
    if (pack === undefined) throw new Error('the pack did not load');
    return coverageOf(pack.knowledge);
  });
}
