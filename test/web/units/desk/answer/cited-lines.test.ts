import { expect } from 'chai';
import fc from 'fast-check';
import { splitCitations, type Citable } from '../../../../../src/web/desk/answer/cited-lines.ts';

const citation = (source: string, first: number, last = first): Citable['citations'][number] => ({
  source,
  edition: 'e',
  lines: [first, last],
  quote: 'q',
});
const ONE: Citable = {
  citations: [citation('readme.txt', 18), citation('readme.txt', 20, 22)],
  sources: [{ file: 'readme.txt', title: 'Readme', edition: 'e' }],
};
const TWO: Citable = {
  citations: [citation('notes.md', 3)],
  sources: [...ONE.sources, { file: 'notes.md', title: 'Notes', edition: 'e' }],
};
const labels = (text: string, citable = ONE) =>
  splitCitations(text, citable).flatMap((run) => (run.kind === 'lines' ? [run.label] : []));

describe('cited lines in a sentence', () => {
  it('are taken apart from its words', () => {
    expect(splitCitations('Not supported. [18, 20–22] More.', ONE)).to.deep.equal([
      { kind: 'words', text: 'Not supported.' },
      { kind: 'lines', label: '18', lines: { file: 'readme.txt', edition: 'e', first: 18, last: 18 } },
      { kind: 'lines', label: '20–22', lines: { file: 'readme.txt', edition: 'e', first: 20, last: 22 } },
      { kind: 'words', text: ' More.' },
    ]);
  });

  it('name their file where there are several', () => {
    expect(labels('So. [notes.md 3]', TWO)).to.deep.equal(['notes.md 3']);
    expect(labels('So. [readme.txt 99]', TWO)).to.deep.equal(['readme.txt 99']);
    expect(labels('So. [99]', TWO)).to.deep.equal([]);
  });

  for (const text of [
    '[sic]',
    '[18, sic]',
    '[other.txt 18]',
    '[]',
    '[12345678]',
    '[18',
    `[${'1, '.repeat(200)}1]`,
  ])
    it(`are not: ${text.slice(0, 20)}`, () => {
      expect(splitCitations(`So ${text}`, ONE)).to.deep.equal([{ kind: 'words', text: `So ${text}` }]);
    });

  it('leave no character of a text out, but for the space before a bracket', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a ', '[18]', '[20–22]', '[x]', '[', ']', 'b.')), (pieces) => {
        const text = pieces.join('');
        const whole = splitCitations(text, ONE)
          .map((run) => (run.kind === 'words' ? run.text : run.label))
          .join('');
        expect(whole.replace(/[[\] ]/gu, '')).to.equal(text.replace(/[[\] ]/gu, ''));
      }),
    );
  });
});
