import { expect } from 'chai';
import fc from 'fast-check';
import { readMessage } from '../../../src/core/understanding/read-message.ts';
import { tokenize } from '../../../src/core/understanding/tokenize.ts';
import { realAdvisor } from '../../support/real-advisor.ts';
import { questions } from '../questions-asked.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const words = (text: string) => tokenize(text).map(({ norm }) => norm);

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '4',
      '.',
      '-',
      '>',
      ',',
      'B',
      'o',
      ' ',
      '\n',
      "'",
      '’',
      '\u0301',
      '\ud83d',
      'İ',
      'ß',
      'ﬁ',
    ),
  }),
);

describe('the words of a message', () => {
  it('are compared without case, accents and apostrophes', () => {
    expect(words("Bäckoffice DON'T café")).to.deep.equal(['backoffice', 'dont', 'cafe']);
  });

  it('keep the dots of a number and end a sentence with others', () => {
    expect(words('BackOffice 4.5. Next')).to.deep.equal(['backoffice', '4.5', '.', 'next']);
  });

  it('are taken apart where letters and a version are glued together', () => {
    expect(words('bo4.5')).to.deep.equal(['bo', '4.5']);
    expect(tokenize('w2003', (word) => word === 'w2003').map(({ norm }) => norm)).to.deep.equal(['w2003']);
  });

  it('lie inside the text, in order, without overlapping', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const token of tokenize(text)) {
          expect(token.start).to.be.at.least(end);
          expect(token.end).to.be.greaterThan(token.start).and.at.most(text.length);
          end = token.end;
        }
      }),
    );
  });

  it('do not change when they are read again, all of them being known', () => {
    const known = (text: string) => tokenize(text, () => true).map(({ norm }) => norm);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(known(known(text).join(' '))).to.deep.equal(known(text));
      }),
      { numRuns: propertyRuns(2000) },
    );
  });

  it('are taken apart in "bo4.5.Next" too: bo, 4.5, next', () => {
    expect(words('bo4.5.Next')).to.deep.equal(['bo', '4.5', '.', 'next']);
    expect(words('4.5.Next')).to.deep.equal(['4.5', '.', 'next']);
    expect(words('7.2.x')).to.deep.equal(['7.2.x']);
  });

  it('are a number with a comma only where that number is known and its halves are not both', () => {
    const release = (word: string) => ['4.5', '8.6'].includes(word);
    const read = (text: string, known = release) => tokenize(text, known).map(({ norm }) => norm);
    expect(read('4,5')).to.deep.equal(['4.5']);
    expect(read('bo4,5 to 8,6')).to.deep.equal(['bo', '4.5', 'to', '8.6']);
    expect(read('4,7')).to.deep.equal(['4', ',', '7']);
    expect(read('4, 5')).to.deep.equal(['4', ',', '5']);
    expect(read('4.0,4.5')).to.deep.equal(['4.0', ',', '4.5']);
    expect(read('4,5', () => true)).to.deep.equal(['4', ',', '5']);
  });

  it('join what stands on both sides of "&" and "+"', () => {
    expect(words('4.0 & 4.5+5.0')).to.deep.equal(['4.0', '&', '4.5', '+', '5.0']);
  });
});

describe('reading a message', () => {
  const [pack] = realAdvisor().packs;
  const context = { family: undefined, asked: undefined };

  it('never throws, and finds only products, components and facts of the pack', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, questions), (text) => {
        const { facts, via, servicePacks } = readMessage(pack, text, context);
        // A stop that the pack does not know keeps the user's own words.
        const named = via.filter((stop) => !text.includes(stop));
        const products = [...named, ...servicePacks.map(({ product }) => product)];
        for (const product of products) expect(pack.knowledge.products.has(product)).to.equal(true);
        for (const id of Object.keys(facts)) expect(pack.knowledge.facts.has(id)).to.equal(true);
      }),
      { numRuns: propertyRuns(500) },
    );
  });

  it('is the same for the same message', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, questions), (text) => {
        expect(readMessage(pack, text, context)).to.deep.equal(readMessage(pack, text, context));
      }),
    );
  });

  it('does not hang on white space at the ends, and a closing question mark tells no fact', () => {
    fc.assert(
      fc.property(questions, (text) => {
        const read = readMessage(pack, text, context);
        expect(readMessage(pack, ` \n${text}  `, context)).to.deep.equal(read);
        expect(readMessage(pack, `${text} ?`, context).facts).to.deep.equal(read.facts);
      }),
    );
  });
});
