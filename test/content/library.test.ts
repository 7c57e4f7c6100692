import { expect } from 'chai';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIssue, loadLibrary } from '../../src/content/index.ts';
import { change, README, SMALL_PACK, withPacks } from './small-pack.ts';

const BROKEN = change('rules.yaml', 'phase: before', 'phase: befor');
const OTHER = change('pack.yaml', 'id: ledger', 'id: other');

describe('A library', () => {
  it('loads the pack that comes with Waymark', () => {
    const library = loadLibrary(join(import.meta.dirname, '../../knowledge'));
    expect(library.issues.map(formatIssue)).to.deep.equal([]);
    expect(library.packs.map((pack) => pack.knowledge.id)).to.include('backoffice-to-windows-server-2003');
  });

  it('loads a good pack beside a broken one', () => {
    withPacks({ ledger: BROKEN, other: OTHER }, (directory) => {
      const library = loadLibrary(directory);
      expect(library.packs.map((pack) => pack.knowledge.id)).to.deep.equal(['other']);
      expect(library.refused).to.deep.equal(['ledger']);
      expect(library.issues.map(formatIssue)).to.deep.equal([
        'ledger/rules.yaml:27:12: "phase" cannot be "befor"; did you mean "before"?',
      ]);
    });
  });

  it('loads only the pack that is asked for', () => {
    withPacks({ ledger: BROKEN, other: OTHER }, (directory) => {
      expect(loadLibrary(directory, 'other').issues).to.deep.equal([]);
    });
  });

  it('names the nearest pack where the one asked for is not there', () => {
    withPacks({ ledger: SMALL_PACK }, (directory) => {
      const [issue] = loadLibrary(directory, 'legder').issues;
      expect(issue?.what).to.equal('there is no pack "legder"');
      expect(issue?.fix).to.equal('did you mean "ledger"?');
    });
  });

  it('says that there is no folder, and that it is empty', () => {
    withPacks({}, (directory) => {
      expect(loadLibrary(join(directory, 'nowhere')).issues.map(formatIssue)).to.deep.equal([
        `nowhere:1:1: this folder cannot be read; make a folder of packs at ${join(directory, 'nowhere')}`,
      ]);
      expect(loadLibrary(directory).issues[0]?.what).to.equal('there is no pack in this folder');
    });
  });

  it('refuses a link that leads out of the pack', () => {
    withPacks({ ledger: SMALL_PACK }, (directory) => {
      rmSync(join(directory, 'ledger/readme.txt'));
      writeFileSync(join(directory, 'secret.txt'), README);
      symlinkSync('../secret.txt', join(directory, 'ledger/readme.txt'));
      symlinkSync('..', join(directory, 'ledger/up'));
      expect(loadLibrary(directory).issues.map(formatIssue)).to.deep.equal([
        'ledger/readme.txt:1:1: this link leads out of its folder; put a copy of the file here in its place',
        'ledger/up:1:1: this is a link to a folder; put a copy of the folder here in its place',
      ]);
    });
  });

  it('refuses a folder in the place of a file', () => {
    withPacks({ ledger: SMALL_PACK }, (directory) => {
      rmSync(join(directory, 'ledger/readme.txt'));
      mkdirSync(join(directory, 'ledger/readme.txt'));
      expect(loadLibrary(directory).issues.map((issue) => issue.what)).to.deep.equal([
        'this is not a regular file',
      ]);
    });
  });
});
