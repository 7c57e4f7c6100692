import { expect } from 'chai';
import fc from 'fast-check';
import { conditionKey, evaluate } from '../../../src/core/index.ts';
import { allOf, anyOf } from '../../../src/core/conditions/combine.ts';
import { conditions, worlds } from '../arbitraries.ts';
import { all, any, is } from '../builders.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const [A, B] = [is('setup', 'yes'), is('size', 'small')];

describe('conditions put together', () => {
  it('hold where each of them holds, or one of them', () => {
    fc.assert(
      fc.property(fc.array(conditions, { minLength: 1, maxLength: 4 }), worlds, (parts, world) => {
        expect(evaluate(allOf(parts), world)).to.equal(evaluate(all(...parts), world));
        expect(evaluate(anyOf(parts), world)).to.equal(evaluate(any(...parts), world));
      }),
      { numRuns: propertyRuns(2000) },
    );
  });

  it('say nothing twice', () => {
    expect(conditionKey(allOf([A, A]))).to.equal(conditionKey(A));
    expect(conditionKey(anyOf([A, anyOf([A, B])]))).to.equal(conditionKey(any(A, B)));
    expect(conditionKey(anyOf([A, allOf([A, B])]))).to.equal(conditionKey(A));
  });
});
