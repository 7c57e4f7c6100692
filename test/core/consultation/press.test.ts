import { expect } from 'chai';
import fc from 'fast-check';
import { parsePress, pressPayload, type Press } from '../../../src/core/index.ts';

const OWN = ['kind', 'question', 'fact', 'choice', 'command'];

describe('a button’s payload', () => {
  const press: fc.Arbitrary<Press> = fc.oneof(
    fc
      .constantFrom('back', 'start-over', 'help', 'why', 'source', 'plain-text', 'change')
      .map((command): Press => ({ kind: 'command', command })),
    fc.record({
      kind: fc.constant('choice' as const),
      question: fc.nat(),
      fact: fc.string({ maxLength: 200 }),
      choice: fc.string({ maxLength: 2_000 }),
    }),
  );

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(press, (each) => {
        expect(parsePress(pressPayload(each))).to.deep.equal(each);
      }),
    );
  });

  it('is read field by field: whatever else comes with it stays outside', () => {
    fc.assert(
      fc.property(press, fc.dictionary(fc.string(), fc.jsonValue()), (each, more) => {
        const { waymark } = pressPayload(each);
        const read = parsePress({ ...more, waymark: { ...more, ...waymark } });
        if (read !== undefined) expect(OWN).to.include.members(Object.keys(read));
      }),
    );
  });

  it('that is not ours counts for nothing', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.record({ waymark: fc.jsonValue() }),
      fc.record({ waymark: fc.record({ move: fc.jsonValue() }) }),
      fc.record({
        waymark: fc.record({ question: fc.jsonValue(), fact: fc.jsonValue(), choice: fc.array(fc.string()) }),
      }),
    );
    fc.assert(
      fc.property(odd, (value) => {
        expect(parsePress(value)).to.equal(undefined);
      }),
    );
    for (const move of ['__proto__', 'constructor', 'toString', 'delete', ['back'], { toString: 'back' }])
      expect(parsePress({ waymark: { move } })).to.equal(undefined);
    for (const question of ['1', 1.5, Infinity, NaN, null, [1], 2 ** 53])
      expect(parsePress({ waymark: { question, fact: 'a', choice: 'b' } })).to.equal(undefined);
    const long = { question: 1, fact: 'x'.repeat(201), choice: 'b' };
    expect(parsePress({ waymark: long })).to.equal(undefined);
  });
});
