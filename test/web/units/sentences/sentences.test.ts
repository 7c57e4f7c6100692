import { expect } from 'chai';
import { IntlMessageFormat } from 'intl-messageformat';
import { compileSentences } from '../../../../src/web/sentences/compile-sentences.ts';
import { fillSentence, type Piece } from '../../../../src/web/sentences/fill-sentence.ts';
import { writtenSentences } from './written-sentences.ts';

const written = writtenSentences();
const PREFIXES = ['desk.', 'embed.', 'source.', 'verdict.direct-not-supported', 'verdict.not-supported'];
const compile = (text: string) => compileSentences({ 'desk.x': text }, ['desk.'])['desk.x'] ?? [];

describe('the sentences of a page', () => {
  it('say the same as the library that says them elsewhere, for each number', () => {
    const sentences = Object.entries(compileSentences(written, PREFIXES));
    expect(sentences.length).to.be.above(60);
    for (const [key, pieces] of sentences) {
      const format = new IntlMessageFormat(String(written[key]), 'en', undefined, { ignoreTag: true });
      for (const number of [0, 1, 2, 21, 1_000]) {
        const holes = Object.fromEntries(holesIn(pieces).map((hole) => [hole, number]));
        expect(fillSentence(pieces, holes, 'en').replaceAll(',', ''), key).to.equal(
          String(format.format(holes)).replaceAll(',', ''),
        );
      }
    }
  });

  it('are those of the page only', () => {
    const keys = Object.keys(compileSentences(written, ['embed.']));
    expect(keys.length).to.be.above(3);
    expect(keys.filter((key) => !key.startsWith('embed.'))).to.deep.equal([]);
  });

  it('choose by number, by word, and the other form where there is none', () => {
    const plural = compile('{n, plural, =0 {none} one {# thing} other {# things}}');
    expect([0, 1, 2].map((n) => fillSentence(plural, { n }, 'en'))).to.deep.equal([
      'none',
      '1 thing',
      '2 things',
    ]);
    const select = compile('{way, select, up {higher} other {elsewhere}}');
    expect(fillSentence(select, { way: 'up' }, 'en')).to.equal('higher');
    expect(fillSentence(select, { way: 'down' }, 'en')).to.equal('elsewhere');
  });

  it('take nothing else of a message’s forms, and say which sentence it is', () => {
    for (const text of ['{n, number, percent}', '{d, date}', '{t, time, short}'])
      expect(() => compile(text)).to.throw(/desk\.x/u);
  });
});

function holesIn(pieces: readonly Piece[]): readonly string[] {
  return pieces.flatMap((piece) => {
    if (typeof piece === 'string') return [];
    return 'hole' in piece ? [piece.hole] : [piece.choose, ...Object.values(piece.of).flatMap(holesIn)];
  });
}
