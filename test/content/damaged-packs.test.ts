import { expect } from 'chai';
import fc from 'fast-check';
import { join } from 'node:path';
import { formatIssue, loadLibrary } from '../../src/content/index.ts';
import { SMALL_PACK, withPacks, writePack, type PackFiles } from './small-pack.ts';
import { propertyRuns } from '../support/property-runs.ts';

const BITS = [
  '[',
  ']',
  '{',
  ':',
  '-',
  '\n',
  '  ',
  '\t',
  '&a ',
  '*a',
  '!x ',
  '"',
  "'",
  '|',
  '>',
  '#',
  '1.0',
  '? ',
  '---\n',
  '__proto__: x\n',
];

/** The pack with a few characters taken out and something put in at a random place of a random file. */
const damaged: fc.Arbitrary<PackFiles> = fc
  .tuple(fc.constantFrom(...Object.keys(SMALL_PACK)), fc.nat(), fc.nat(12), fc.constantFrom('', ...BITS))
  .map(([file, place, length, bit]) => {
    const text = SMALL_PACK[file]?.toString() ?? '';
    const at = place % text.length;
    return { ...SMALL_PACK, [file]: text.slice(0, at) + bit + text.slice(at + length) };
  });

describe('A damaged pack', () => {
  it('either loads or is refused with issues that have a place, a reason and a remedy', () => {
    withPacks({ ledger: SMALL_PACK }, (directory) => {
      fc.assert(
        fc.property(damaged, (files) => {
          writePack(join(directory, 'ledger'), files);
          const { packs, issues } = loadLibrary(directory);
          expect(packs.length === 1).to.equal(issues.length === 0);
          for (const issue of issues)
            expect(formatIssue(issue)).to.match(/^ledger\/[\w.]+:[1-9]\d*:[1-9]\d*: .+; .+$/s);
        }),
        { numRuns: propertyRuns(200) },
      );
    });
  });
});
