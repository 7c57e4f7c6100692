import { expect } from 'chai';
import fc from 'fast-check';
import { indexQuotes } from '../../src/content/linking/quote-index.ts';

const LINES = ['The first  line ends here.', '', 'The second (for example, this one) ends here. The end'];

describe('The quote index', () => {
  it('finds a quote that begins and ends inside of words', () => {
    expect(indexQuotes(LINES).find('for example, this one')).to.deep.equal([
      { lines: [3, 3], text: 'for example, this one' },
    ]);
  });

  it('gives the words as the text spells them', () => {
    expect(indexQuotes(LINES).find('The first line')[0]?.text).to.equal('The first  line');
  });

  it('finds a quote over several lines', () => {
    expect(indexQuotes(LINES).find('ends here. The second')).to.deep.equal([
      { lines: [1, 3], text: 'ends here.\n\nThe second' },
    ]);
  });

  it('finds each line that a quote begins on, once', () => {
    const lines = indexQuotes(['no no', 'yes', 'no']).find('no');
    expect(lines.map((span) => span.lines[0])).to.deep.equal([1, 3]);
  });

  it('finds nothing where a word is missing', () => {
    expect(indexQuotes(LINES).find('The first here.')).to.deep.equal([]);
  });

  it('finds whatever is cut out of a text', () => {
    const text = fc.array(fc.array(fc.constantFrom('a', 'ab', 'b.', 'abc', '(b'), { maxLength: 5 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (words, start, length) => {
        const lines = words.map((line) => line.join('  '));
        const whole = lines.join('\n');
        const quote = whole
          .slice(start % (whole.length + 1))
          .slice(0, 1 + (length % 12))
          .trim();
        fc.pre(quote !== '');
        const [first] = indexQuotes(lines).find(quote);
        expect(first?.text.split(/\s+/)).to.deep.equal(quote.split(/\s+/));
      }),
    );
  });
});
