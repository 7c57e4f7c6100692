import { expect } from 'chai';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  formatIssue,
  loadDialogs,
  loadLibrary,
  openContent,
  type OpenContent,
} from '../../src/content/index.ts';
import { readPack } from '../../src/content/thread/read-pack.ts';
import { startContentThread } from '../../src/content/thread/start-content-thread.ts';
import { ask, createAdvisor, nonEmpty } from '../../src/core/index.ts';
import {
  addRules,
  change,
  SMALL_PACK,
  upgrade,
  usePacks,
  withPacks,
  writePack,
  type PackFiles,
} from './small-pack.ts';

const OTHER = change('pack.yaml', 'id: ledger', 'id: other');
const BROKEN = change('rules.yaml', 'phase: before', 'phase: befor');
/** A pack whose reading takes minutes: looking for keys that are there twice takes time with the square of their number. */
const SLOW: PackFiles = {
  ...SMALL_PACK,
  'more.yaml': `${Array.from({ length: 300_000 }, (_, i) => `k${String(i)}: 1\n`).join('')}]\n`,
};
/** A pack whose reading takes far more than 40 MB. */
const HUGE: PackFiles = addRules(
  Array.from({ length: 30_000 }, (_, i) => upgrade(`more-${String(i)}`, 'ledger-1.0', 'ledger-9.9')).join(''),
);

describe('Open content', () => {
  it('is the packs and dialogs that are read without a thread', async () => {
    const content = await openContent({ knowledge: 'knowledge', dialogs: 'dialogs', language: 'en' });
    const { packs } = loadLibrary('knowledge');
    expect(content.issues()).to.deep.equal([]);
    expect(content.packs()).to.deep.equal(packs.map(({ knowledge }) => knowledge));
    const knowledge = nonEmpty(packs.map((pack) => pack.knowledge));
    const { dialogs } = loadDialogs('dialogs');
    if (knowledge === undefined || dialogs === undefined) throw new Error('nothing was read');
    const text = 'BackOffice 2.5 to Windows Server 2003';
    const answers = [content.advisor(), createAdvisor(knowledge, dialogs, 'en')].map((advisor) =>
      advisor === undefined ? undefined : JSON.stringify(ask(advisor, requestOf(text))),
    );
    expect(answers[0]).to.not.equal(undefined);
    expect(answers[0]).to.deep.equal(answers[1]);
  });

  it('takes up a change', () =>
    usePacks({ ledger: SMALL_PACK }, async (directory) => {
      const content = await open(directory);
      writePack(join(directory, 'ledger'), change('pack.yaml', 'Upgrading Ledger', 'New title'));
      await content.reload();
      expect(titlesOf(content)).to.deep.equal([['ledger', 'New title']]);
    }));

  it('keeps the last good version of a pack that no longer loads, and takes up the others', () =>
    usePacks({ ledger: SMALL_PACK, other: OTHER }, async (directory) => {
      const content = await open(directory);
      writePack(join(directory, 'ledger'), BROKEN);
      writePack(join(directory, 'other'), change('pack.yaml', 'Upgrading Ledger', 'New title', OTHER));
      await content.reload();
      expect(content.issues()).to.have.length(1);
      expect(titlesOf(content)).to.deep.equal([
        ['ledger', 'Upgrading Ledger'],
        ['other', 'New title'],
      ]);
    }));

  it('drops a pack whose folder is gone, and keeps everything where the whole library is gone', () =>
    usePacks({ ledger: SMALL_PACK, other: OTHER }, async (directory) => {
      const content = await open(directory);
      rmSync(join(directory, 'other'), { recursive: true });
      await content.reload();
      expect(titlesOf(content)).to.deep.equal([['ledger', 'Upgrading Ledger']]);
      rmSync(join(directory, 'ledger'), { recursive: true });
      await content.reload();
      expect(content.issues()).to.have.length(1);
      expect(titlesOf(content)).to.deep.equal([['ledger', 'Upgrading Ledger']]);
    }));

  it('keeps the last good dialogs', () =>
    usePacks({ ledger: SMALL_PACK, dialogs: {} }, async (directory) => {
      cpSync('dialogs', join(directory, 'dialogs'), { recursive: true });
      const content = await openContent({
        knowledge: directory,
        pack: 'ledger',
        dialogs: join(directory, 'dialogs'),
        language: 'en',
      });
      const before = content.dialogs();
      writeFileSync(join(directory, 'dialogs/words/en.yaml'), 'a: [\n'.repeat(10));
      await content.reload();
      expect(content.issues()[0]?.file).to.equal('dialogs/words/en.yaml');
      expect(content.dialogs()).to.equal(before).and.not.equal(undefined);
    }));

  it('refuses a pack that takes too long, and reads those after it', () =>
    usePacks({ a: SLOW, ledger: SMALL_PACK }, async (directory) => {
      const limits = { time: 1_000, megabytes: 512 };
      const thread = startContentThread(limits);
      const slow = await readPack(thread, directory, 'a', limits);
      expect(slow.kind === 'refused' ? slow.issues.map(formatIssue) : []).to.deep.equal([
        'a:1:1: reading this took longer than 1 seconds; look for a very large or broken file with "waymark check", and split it up',
      ]);
      limits.time = 120_000;
      expect((await readPack(thread, directory, 'ledger', limits)).kind).to.equal('read');
      await thread.close();
    }));

  it('refuses a pack that takes too much memory, and goes on with its last good version', () =>
    usePacks({ ledger: SMALL_PACK, other: OTHER }, async (directory) => {
      const content = await openContent(placesIn(directory), { time: 120_000, megabytes: 40 });
      expect(content.issues()).to.deep.equal([]);
      writePack(join(directory, 'ledger'), HUGE);
      await content.reload();
      expect(content.issues().map(({ file, what }) => [file, what])).to.deep.equal([
        ['ledger', 'reading this takes more than 40 MB of memory'],
      ]);
      expect(titlesOf(content)).to.deep.equal([
        ['ledger', 'Upgrading Ledger'],
        ['other', 'Upgrading Ledger'],
      ]);
    }));

  it('answers with the last good pack while a bad one is read', () =>
    usePacks({ ledger: SMALL_PACK }, async (directory) => {
      const content = await open(directory);
      const before = content.advisor();
      if (before === undefined) throw new Error('nothing was read');
      writePack(join(directory, 'ledger'), SLOW);
      let reading = true;
      const read = content.reload().finally(() => (reading = false));
      for (let answered = 0; answered < 10; answered++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect(reading).to.equal(true);
        expect(content.advisor()).to.equal(before);
        expect(ask(before, requestOf('Ledger 2.0 to 3.0')).kind).to.equal('answered');
      }
      await content.close();
      await read;
      expect(titlesOf(content)).to.deep.equal([['ledger', 'Upgrading Ledger']]);
    }));

  it('that is closed while it reads changes nothing', () =>
    usePacks({ ledger: SMALL_PACK }, async (directory) => {
      const content = await open(directory);
      writePack(join(directory, 'ledger'), change('pack.yaml', 'Upgrading Ledger', 'New title'));
      const read = content.reload();
      await content.close();
      await read;
      expect(titlesOf(content)).to.deep.equal([['ledger', 'Upgrading Ledger']]);
      expect(content.issues()).to.deep.equal([]);
    }));
});

describe('The issues of a broken file', () => {
  it('are at most 50, and one that says how many more there are', () => {
    const rules = Array.from({ length: 300 }, (_, i) =>
      upgrade(`more-${String(i)}`, 'ledger-1.0', 'ledger-9.9'),
    );
    withPacks({ ledger: addRules(rules.join('')) }, (directory) => {
      const { issues } = loadLibrary(directory);
      expect(issues).to.have.length(51);
      expect(issues.at(-1)?.what).to.equal('and 250 more');
    });
  });

  it('are at most 50 for one syntax error in a large file, of which the rest is not read', () => {
    const text = SMALL_PACK['rules.yaml']?.toString() ?? '';
    for (const broken of [
      `- x]]\n${text.repeat(300)}`,
      `rules: [\n${text.replace('rules:\n', '').repeat(300)}`,
    ]) {
      withPacks({ ledger: { ...SMALL_PACK, 'rules.yaml': broken } }, (directory) => {
        const { issues } = loadLibrary(directory);
        expect(issues).to.have.length.within(2, 51);
        expect(issues.reduce((sum, { more = 1 }) => sum + more, 0)).to.be.lessThan(5_000);
      });
    }
  });

  it('name the faults of a small file as before, wherever they are', () => {
    const issues = withPacks(
      { ledger: change('rules.yaml', 'from: ledger-1.0', 'from: [ledger-1.0') },
      (directory) => loadLibrary(directory).issues.map(({ what }) => what),
    );
    expect(issues).to.have.length.greaterThan(0);
    expect(issues).to.not.include('what follows is not read');
  });

  it('are at most 200 in all packs, and reading stops at 5,000 of one pack', () => {
    const many = addRules(
      Array.from({ length: 6_000 }, (_, i) => upgrade(`more-${String(i)}`, 'ledger-1.0', 'nowhere')).join(''),
    );
    const packs = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, BROKEN_FILES]));
    withPacks({ ...packs, z: many }, (directory) => {
      const { issues, refused } = loadLibrary(directory);
      expect(refused).to.have.length(6);
      expect(issues).to.have.length(200);
      expect(issues.at(-1)?.what).to.match(/^and [\d,]+ more$/u);
      expect(loadLibrary(directory, 'z').issues.at(-1)?.what).to.equal(
        'and 4,950 more, where reading stopped',
      );
    });
  });

  it('are one line of bounded length each, whatever stands in the file', () => {
    const key = `"${'x'.repeat(100_000)}\\n\\e[31m"`;
    withPacks({ ledger: change('rules.yaml', 'phase: before', `${key}: before`) }, (directory) => {
      const lines = loadLibrary(directory).issues.map(formatIssue);
      expect(lines.some((line) => line.includes('xxxxx'))).to.equal(true);
      for (const line of lines)
        expect(line)
          .to.have.length.lessThan(1_000)
          .and.to.not.match(/\p{Cc}/u);
    });
  });
});

/** Every one of 60 files has a mistake. */
const BROKEN_FILES: PackFiles = Object.fromEntries([
  ...Object.entries(SMALL_PACK),
  ...Array.from({ length: 60 }, (_, i): [string, string] => [`more/${String(i)}.yaml`, 'rule: []\n']),
]);

function requestOf(text: string) {
  return { turns: [text] };
}

function placesIn(directory: string) {
  return { knowledge: directory, dialogs: 'dialogs', language: 'en' };
}

function open(directory: string): Promise<OpenContent> {
  return openContent(placesIn(directory), { time: 120_000, megabytes: 512 });
}

function titlesOf(content: OpenContent) {
  return content.packs().map(({ id, title }) => [id, title]);
}
