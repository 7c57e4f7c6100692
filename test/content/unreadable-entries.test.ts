import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatIssue, loadDialogs, loadLibrary, readTranscripts } from '../../src/content/index.ts';
import { whyUnreadable } from '../../src/content/reading/why-unreadable.ts';
import { SMALL_PACK, withPacks } from './small-pack.ts';

/** Ways to make an entry at a path that cannot be read, with what is said of it. */
const BAD: Readonly<Record<string, readonly [make: (path: string) => void, says: string]>> = {
  'a link to itself': [(path) => symlinkSync(path, path), 'this link leads back to itself'],
  'a link to nowhere': [(path) => symlinkSync('nowhere', path), 'this link leads nowhere'],
  'a pipe': [(path) => spawnSync('mkfifo', [path]), 'this is neither a file nor a folder'],
};

describe('An entry that cannot be read', () => {
  for (const [name, [make, says]] of Object.entries(BAD)) {
    it(`beside the packs is an issue of its own: ${name}`, () => {
      withPacks({ ledger: SMALL_PACK }, (directory) => {
        make(join(directory, 'bad'));
        const library = loadLibrary(directory);
        expect(library.packs.map(({ knowledge }) => knowledge.id)).to.deep.equal(['ledger']);
        expect(library.issues.map(formatIssue)).to.have.length(1);
        expect(library.issues.map(formatIssue)[0]).to.match(new RegExp(`^bad:1:1: ${says}; .+`, 'u'));
      });
    });

    it(`beside the packs keeps what was there before: ${name}`, () => {
      withPacks({ ledger: SMALL_PACK }, (directory) => {
        make(join(directory, 'bad'));
        expect(loadLibrary(directory).refused).to.deep.equal(['bad']);
        expect(loadLibrary(directory, 'bad').issues.map(({ what }) => what)).to.deep.equal([says]);
        expect(loadLibrary(directory, 'ledger').issues).to.deep.equal([]);
      });
    });

    for (const entry of ['bad', 'bad.yaml', 'more/bad']) {
      it(`in a pack refuses this pack only, with its place: ${name} as ${entry}`, () => {
        withPacks({ ledger: SMALL_PACK, other: OTHER }, (directory) => {
          mkdirSync(join(directory, 'ledger/more'));
          make(join(directory, 'ledger', entry));
          const library = loadLibrary(directory);
          expect(library.packs.map(({ knowledge }) => knowledge.id)).to.deep.equal(['other']);
          expect(library.issues.map(({ file, what }) => `${file}: ${what}`)).to.deep.equal([
            `ledger/${entry}: ${says}`,
          ]);
        });
      });
    }

    it(`is named in the dialogs and in transcripts: ${name}`, () => {
      const directory = mkdtempSync(join(tmpdir(), 'waymark-entries-'));
      try {
        cpSync('dialogs', join(directory, 'dialogs'), { recursive: true });
        make(join(directory, 'dialogs/words/bad'));
        mkdirSync(join(directory, 'transcripts'));
        make(join(directory, 'transcripts/bad.yaml'));
        const { dialogs, issues } = loadDialogs(join(directory, 'dialogs'));
        expect(issues.map(({ file, what }) => `${file}: ${what}`)).to.deep.equal([
          `dialogs/words/bad: ${says}`,
        ]);
        expect(dialogs).to.equal(undefined);
        expect(readTranscripts(join(directory, 'transcripts')).issues.map(({ what }) => what)).to.deep.equal([
          says,
        ]);
      } finally {
        rmSync(directory, { recursive: true });
      }
    });
  }

  it('is a folder with the name of a file', () => {
    withPacks({ ledger: SMALL_PACK }, (directory) => {
      mkdirSync(join(directory, 'ledger/more.yaml'));
      expect(loadLibrary(directory).issues.map(formatIssue)).to.deep.equal([
        'ledger/more.yaml:1:1: this is a folder with the name of a file; take ".yaml" off its name, or move it away',
      ]);
    });
  });

  it('is the folder of packs itself', () => {
    withPacks({}, (directory) => {
      const loop = join(directory, 'loop');
      symlinkSync(loop, loop);
      expect(loadLibrary(loop).issues.map(({ what }) => what)).to.deep.equal([
        'this link leads back to itself',
      ]);
      expect(loadDialogs(loop).issues[0]?.what).to.equal('this link leads back to itself');
    });
  });

  it('is the only one, and is not taken for an empty folder', () => {
    withPacks({}, (directory) => {
      symlinkSync('nowhere', join(directory, 'bad'));
      const { refused, issues } = loadLibrary(directory);
      expect([refused, issues.map(({ what }) => what)]).to.deep.equal([['bad'], ['this link leads nowhere']]);
    });
  });

  it('is one without permission, and one with an error that nobody foresaw', () => {
    const errorOf = (code: string) => Object.assign(new Error(code), { code });
    expect(whyUnreadable(errorOf('EACCES'), 'folder').what).to.equal('there is no permission to read this');
    expect(whyUnreadable(errorOf('EIO'), 'folder').what).to.equal('this folder cannot be read (EIO)');
  });
});

const OTHER = Object.fromEntries(
  Object.entries(SMALL_PACK).map(([name, text]) => [
    name,
    text.toString().replace('id: ledger\ntitle', 'id: other\ntitle'),
  ]),
);
