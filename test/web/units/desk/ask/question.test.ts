import { expect } from 'chai';
import fc from 'fast-check';
import {
  NO_QUESTION,
  picksOf,
  readLink,
  sameQuestion,
  writeLink,
  type DeskQuestion,
} from '../../../../../src/web/desk/ask/question.ts';
import { packNames } from '../answers.ts';

const anyQuestion: fc.Arbitrary<DeskQuestion> = fc.record({
  text: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
  picks: fc.dictionary(
    fc.string({ minLength: 1 }).filter((id) => id !== '__proto__'),
    fc.record({ value: fc.option(fc.string({ minLength: 1 })) }),
  ),
  pack: fc.option(fc.string(), { nil: undefined }),
});

describe('the link to a question', () => {
  it('leads to exactly the question that it was written for', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        expect(readLink(`#${writeLink(question)}`)).to.deep.equal(question);
      }),
    );
  });

  it('is the same however the picks are ordered, and another for another question', () => {
    const [a, b] = [{ value: 'x' }, { value: null }];
    const one: DeskQuestion = { text: 't', picks: { a, b }, pack: undefined };
    expect(sameQuestion(one, { ...one, picks: { b, a } })).to.equal(true);
    expect(sameQuestion(one, { ...one, picks: { a } })).to.equal(false);
    expect(sameQuestion(one, { ...one, pack: 'p' })).to.equal(false);
    expect(sameQuestion(one, { ...one, text: 't ' })).to.equal(false);
  });

  it('is empty where nothing is asked', () => {
    expect(writeLink({ ...NO_QUESTION, text: '  ', pack: 'p' })).to.equal('');
    expect(readLink('')).to.deep.equal(NO_QUESTION);
  });

  it('reads whatever else stands in a fragment as nothing', () => {
    expect(readLink('#f.=1&x=y&q=t&__proto__=z')).to.deep.equal({ ...NO_QUESTION, text: 't' });
    fc.assert(fc.property(fc.string(), (fragment) => typeof readLink(fragment).text === 'string'));
  });
});

describe('the picks of a pack', () => {
  const pack = packNames();
  const product = pack.products[0]?.id ?? '';

  it('stay where the pack knows fact and value', () => {
    const picks = {
      installed: { value: product },
      target: { value: null },
      ...Object.fromEntries(pack.facts.slice(0, 2).map(({ id }) => [id, { value: 'unknown' }])),
    };
    expect(picksOf(pack, picks)).to.deep.equal(picks);
  });

  it('are dropped where the text moved on to another vendor’s', () => {
    expect(picksOf(pack, { strange: { value: product }, installed: { value: 'strange' } })).to.deep.equal({});
    expect(picksOf(pack, { installed: { value: `${product},strange` } })).to.deep.equal({});
  });
});
