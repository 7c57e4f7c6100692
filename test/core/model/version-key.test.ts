import { expect } from 'chai';
import fc from 'fast-check';
import { compareVersions, parseVersion } from '../../../src/core/index.ts';
import { versionKey } from '../../../src/core/model/version.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const texts = fc
  .tuple(
    fc.array(fc.constantFrom('0', '00', '1', '01', '10'), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '-rc', '-RC', '-rc.1', '-rc.01', '-1', '-01', '-1.rc'),
  )
  .map(([parts, preRelease]) => parts.join('.') + preRelease);
const versions = texts.map(parseVersion).filter((version) => version !== undefined);

describe('the key of a version', () => {
  it('is the same for exactly the versions that compare as the same', () => {
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        expect(versionKey(a) === versionKey(b)).to.equal(compareVersions(a, b) === 0);
      }),
      { numRuns: propertyRuns(2000) },
    );
  });
});
