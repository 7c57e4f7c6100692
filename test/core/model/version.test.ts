import { expect } from 'chai';
import fc from 'fast-check';
import { compareVersions, parseVersion, type Version } from '../../../src/core/index.ts';

function version(text: string): Version {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(`"${text}" is no version`);
  return parsed;
}

const compare = (a: string, b: string) => Math.sign(compareVersions(version(a), version(b)));

const numbers = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 4 });
const preRelease = fc.option(
  fc.constantFrom('rc', 'rc1', 'rc.1', 'rc.2', 'rc.10', 'alpha', 'beta.1', '1', '10'),
  {
    nil: undefined,
  },
);
const versions = fc
  .tuple(numbers, preRelease)
  .map(([parts, pre]) => version(parts.join('.') + (pre === undefined ? '' : `-${pre}`)));

describe('the order of versions', () => {
  it('takes parts as numbers, not as text', () => {
    expect(compare('2.1.10', '2.1.9')).to.equal(1);
    expect(compare('10', '9')).to.equal(1);
  });

  it('takes a part that is left out as zero', () => {
    expect(compare('4', '4.0')).to.equal(0);
    expect(compare('4', '4.0.1')).to.equal(-1);
  });

  it('puts a pre-release before its release and behind the release before', () => {
    expect(compare('3.0-rc1', '3.0')).to.equal(-1);
    expect(compare('3.0-rc1', '2.9')).to.equal(1);
  });

  it('orders pre-releases as Semantic Versioning does', () => {
    const ordered = [
      '1.0-alpha',
      '1.0-alpha.1',
      '1.0-alpha.beta',
      '1.0-beta.2',
      '1.0-beta.11',
      '1.0-rc.1',
      '1.0',
    ];
    ordered.slice(1).forEach((newer, i) => expect(compare(ordered[i] ?? '', newer), newer).to.equal(-1));
  });

  it('says the opposite when the two are exchanged', () => {
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).to.equal(0);
      }),
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(versions, versions, versions, (a, b, c) => {
        fc.pre(compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0);
        expect(compareVersions(a, c)).to.be.at.most(0);
      }),
    );
  });

  it('agrees with comparing the parts one by one as integers', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const differing = Array.from({ length: 4 }, (_, i) => (a[i] ?? 0) - (b[i] ?? 0)).find(
          (step) => step !== 0,
        );
        expect(compare(a.join('.'), b.join('.'))).to.equal(Math.sign(differing ?? 0));
      }),
    );
  });

  it('counts only versions with the same numbers and the same pre-release as equal', () => {
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        const padded = ({ parts, preRelease: pre }: Version) =>
          [...parts, 0, 0, 0].slice(0, 4).join('.') + (pre === undefined ? '' : `-${pre}`);
        expect(compareVersions(a, b) === 0).to.equal(padded(a) === padded(b));
      }),
    );
  });
});

describe('reading a version', () => {
  it('keeps the text as it was written', () => {
    expect(version(' v4.50 ')).to.deep.include({ text: 'v4.50', parts: [4, 50] });
  });

  it('refuses what is no release number', () => {
    for (const text of ['', 'four', '4.', '.5', '4..5', '4,5', '4.5-', '4.5 SP1', '1e3', '٤.٥']) {
      expect(parseVersion(text), text).to.equal(undefined);
    }
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseVersion(text)));
  });
});
