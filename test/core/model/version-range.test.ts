import { expect } from 'chai';
import fc from 'fast-check';
import { compareVersions, parseVersion, parseVersionRange, rangeContains } from '../../../src/core/index.ts';

function contains(range: string, version: string): boolean {
  const [read, found] = [parseVersionRange(range), parseVersion(version)];
  if (read === undefined || found === undefined) throw new Error(`${range} or ${version} cannot be read`);
  return rangeContains(read, found);
}

const parts = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 3 });

describe('a version range', () => {
  it('finds the versions of a release line', () => {
    expect(contains('5.7.x', '5.7.31')).to.equal(true);
    expect(contains('5.7.x', '5.7')).to.equal(true);
    expect(contains('5.7.x', '5.70')).to.equal(false);
    expect(contains('5.7.x', '5.8')).to.equal(false);
  });

  it('needs every bound to hold', () => {
    expect(contains('>=5.7 <6', '5.9.3')).to.equal(true);
    expect(contains('>=5.7 <6', '6.0')).to.equal(false);
    expect(contains('>5.7 <=6', '5.7.0')).to.equal(false);
    expect(contains('>5.7 <=6', '6.0.0')).to.equal(true);
  });

  it('takes a plain version for itself only', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const same = a.slice(0, 3).concat([0, 0]).slice(0, 3).join() === b.concat([0, 0]).slice(0, 3).join();
        expect(contains(a.join('.'), b.join('.'))).to.equal(same);
      }),
    );
  });

  it('contains every version of its line, and nothing from another line', () => {
    fc.assert(
      fc.property(parts, parts, (line, version) => {
        const inLine = line.every((part, i) => part === (version[i] ?? 0));
        expect(contains(`${line.join('.')}.x`, version.join('.'))).to.equal(inLine);
      }),
    );
  });

  it('lets two opposite bounds share nothing and leave nothing out', () => {
    fc.assert(
      fc.property(parts, parts, (bound, version) => {
        const [limit, at] = [bound.join('.'), version.join('.')];
        expect(contains(`>=${limit}`, at)).to.equal(!contains(`<${limit}`, at));
        expect(contains(`>${limit}`, at)).to.equal(!contains(`<=${limit}`, at));
      }),
    );
  });

  it('agrees with the order of versions', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const [left, right] = [parseVersion(a.join('.')), parseVersion(b.join('.'))];
        if (left === undefined || right === undefined) throw new Error('no version');
        expect(contains(`<${b.join('.')}`, a.join('.'))).to.equal(compareVersions(left, right) < 0);
      }),
    );
  });

  it('refuses what is no range', () => {
    for (const text of ['', 'x', '5.x.7', '>=', '>=x', '5.7 or 5.8', '==5']) {
      expect(parseVersionRange(text), text).to.equal(undefined);
    }
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseVersionRange(text)));
  });
});
