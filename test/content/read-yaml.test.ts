import { expect } from 'chai';
import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseTree, readYaml } from '../../src/content/reading/read-yaml.ts';
import { propertyRuns } from '../support/property-runs.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('The two YAML parsers', () => {
  for (const folder of ['knowledge', 'dialogs']) {
    it(`read every file in ${folder} alike`, () => {
      const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
      for (const file of files.filter((name) => name.endsWith('.yaml'))) {
        agree(readFileSync(join(ROOT, folder, file), 'utf8'));
      }
    });
  }

  it('read scalars of every kind alike', () => {
    const parts = [
      '1',
      '.5',
      '4.10',
      '0x1F',
      '0o7',
      '1e3',
      '-',
      '+',
      '~',
      'null',
      'true',
      'Yes',
      'no',
      "'",
      '"',
      ' ',
      '#',
      ':',
      '2003-01-01',
      '1_000',
      '<<',
      '=',
      '%',
      '\\n',
      '\u00e9',
      'x',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 }), (words) => {
        // A number too large for any machine is infinite to one and text to the other; neither is of use to a pack.
        fc.pre(Math.abs(Number(words.join(''))) !== Infinity);
        agree(`a: ${words.join('')}\n`);
      }),
      { numRuns: propertyRuns(2000) },
    );
  });

  it('read folded and literal text alike', () => {
    const line = fc.constantFrom('one', ' two', '', 'three # four', '- five');
    const style = fc.constantFrom('>', '>-', '|', '|+', '');
    fc.assert(
      fc.property(style, fc.array(line, { maxLength: 5 }), (mark, lines) =>
        agree(`a: ${mark}\n${lines.map((text) => `  ${text}\n`).join('')}b: c\n`),
      ),
      { numRuns: propertyRuns(1000) },
    );
  });
});

/** What the quick parser accepts and the careful one has nothing against must have one meaning. */
function agree(text: string): void {
  const tree = parseTree(text);
  const read = readYaml(text);
  if (tree.errors.length === 0 && read.problems.length === 0) expect(read.value).to.deep.equal(tree.toJS());
}
