import { expect } from 'chai';
import fc from 'fast-check';
import type { NonEmpty } from '../../../src/core/index.ts';
import { finish } from '../../../src/core/model/steps.ts';
import { indexByHop, rulesOnHop } from '../../../src/core/knowledge/hop-index.ts';

const products = fc.constantFrom('a', 'b', 'c');
const some: fc.Arbitrary<NonEmpty<string>> = fc.constantFrom<NonEmpty<string>>(
  ['a'],
  ['b', 'c'],
  ['c', 'a', 'b'],
);
const scopes = fc.array(fc.record({ from: fc.option(some, { nil: undefined }), to: some }), { maxLength: 8 });

describe('rules by the hop that they are about', () => {
  it('are those that a search through all rules finds, in their order', () => {
    fc.assert(
      fc.property(scopes, products, products, (ons, from, to) => {
        const rules = ons.map((on, id) => ({ id, on }));
        const searched = rules.filter(
          ({ on }) => on.to.includes(to) && (on.from === undefined || on.from.includes(from)),
        );
        expect(rulesOnHop(finish(indexByHop(rules)), from, to)).to.deep.equal(searched);
      }),
    );
  });
});
