import { expect } from 'chai';
import { issuesOf, type PackFiles } from './small-pack.ts';

/** A test that the pack is refused with exactly these lines. */
export function refuses(title: string, pack: PackFiles, ...lines: readonly string[]): void {
  it(`refuses ${title}`, () => {
    expect(issuesOf(pack)).to.deep.equal(lines);
  });
}

/** A test that the pack has no issues. */
export function accepts(title: string, pack: PackFiles): void {
  it(`accepts ${title}`, () => {
    expect(issuesOf(pack)).to.deep.equal([]);
  });
}
