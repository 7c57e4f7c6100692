import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { NEW_CONSULTATION } from '../../src/core/index.ts';
import { backUp, openStore, restore, type Saved, type Store } from '../../src/store/index.ts';
import { letGo } from '../support/let-go.ts';

/** Harm to the files of a running server's database, and how many of the 30 turns are there after the way out was taken. */
const HARMS: readonly (readonly [string, (file: string, older: string) => void, Saved['kind'], number])[] = [
  ['the log deleted', (file) => rmSync(`${file}-wal`), 'in-place', 30],
  [
    'the log and its index deleted',
    (file) => {
      rmSync(`${file}-wal`);
      rmSync(`${file}-shm`);
    },
    'in-place',
    30,
  ],
  ['the index deleted', (file) => rmSync(`${file}-shm`), 'in-place', 30],
  ['an older backup copied over it in place', (file, older) => copyFileSync(older, file), 'copied', 30],
  ['the log emptied', (file) => truncateSync(`${file}-wal`), 'copied', 30],
  [
    'the log shortened by half',
    (file) => truncateSync(`${file}-wal`, Math.floor(statSync(`${file}-wal`).size / 2)),
    'copied',
    30,
  ],
  [
    'the file shortened by half',
    (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
    'copied',
    30,
  ],
  ['pages overwritten', (file) => overwrite(file, 4_096), 'copied', 30],
  ['the file shortened to one byte', (file) => truncateSync(file, 1), 'copied', 30],
  ['the file emptied', (file) => truncateSync(file), 'copied', 30],
  ['the file deleted', (file) => rmSync(file), 'copied', 30],
  [
    'the file replaced',
    (file, older) => {
      copyFileSync(older, `${file}.new`);
      renameSync(`${file}.new`, file);
    },
    'copied',
    30,
  ],
];

const TURNS = 30;

describe('a database whose files are touched under a running server', function () {
  this.timeout(60_000);
  let folder: string;
  let file: string;
  let store: Store<string>;
  let words: string[];
  let saved: Saved[];
  const open = (lookEvery: number) =>
    openStore<string>({
      databaseUrl: undefined,
      file,
      onIdleError: () => undefined,
      lookEvery,
      check: { limit: 60_000, onLate: () => undefined },
      onTouched: { onTouched: (each) => words.push(each), onSaved: (each) => saved.push(each) },
    });
  const take = (n: number) =>
    store.commitTurns(
      [
        {
          key: `talk ${String(n % 3)}`,
          activityId: `a${String(n)}`,
          person: 'ann',
          address: undefined,
          decide: () => ({ consultation: NEW_CONSULTATION, said: `reply ${String(n)}`, event: undefined }),
        },
      ],
      0,
      15_000,
    );
  const countTurns = async () => {
    let found = 0;
    for (const key of ['talk 0', 'talk 1', 'talk 2']) found += (await store.read(key))?.version ?? 0;
    return found;
  };
  const failure = (running: Promise<unknown>) =>
    running.then(
      () => 'none',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waymark-touched-'));
    file = join(folder, 'waymark.db');
    [words, saved] = [[], []];
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  for (const [what, harm, kind, kept] of HARMS)
    it(`${what}: takes no turn more, and the way out leads to ${String(kept)} of ${String(TURNS)} turns`, async () => {
      store = await open(3_600_000);
      const older = join(folder, 'older.db');
      for (let n = 0; n < TURNS; n += 1) {
        if (n === 10) await backUp(file, older);
        await take(n);
      }
      harm(file, older);
      expect(await failure(take(TURNS)), 'the next turn').to.contain('while a server had it open');
      expect(await failure(store.ping(1)), 'the next look').to.contain('while a server had it open');
      expect(words).to.have.length(1);
      await until(() => saved.length === 1);
      expect(saved[0]?.kind).to.equal(kind);
      await store.close();
      letGo();

      if (saved[0]?.kind === 'copied') {
        expect(statSync(saved[0].copy).mode & 0o077, 'readable by its owner only').to.equal(0);
        expect(await failure(open(3_600_000))).to.contain(`waymark restore ${saved[0].copy} --replace`);
        expect(await restore(saved[0].copy, file, true)).to.have.property('kind', 'done');
        letGo();
      }
      store = await open(3_600_000);
      expect(await countTurns()).to.equal(kept);
      await take(TURNS);
      expect(await countTurns()).to.equal(kept + 1);
    });

  it('is noticed without a turn, too', async () => {
    store = await open(20);
    await take(0);
    copyFileSync(file, `${file}.copy`);
    rmSync(`${file}-wal`);
    await until(() => saved.length === 1);
    expect(words[0]).to.contain('waymark.db-wal: deleted');
  });

  it('goes on when other processes write through SQLite, and copy the log', async () => {
    store = await open(5);
    const other = await open(5);
    for (let n = 0; n < 60; n += 2) {
      await take(n);
      await other.ping(n);
      if (n % 20 === 0) {
        await other.forgetAll(['talk 9'], n);
        await other.purgeDeleted();
        await backUp(file, join(folder, `copy ${String(n)}.db`));
      }
      await setTimeout(5);
    }
    await other.close();
    expect(words).to.deep.equal([]);
    expect(await countTurns()).to.equal(30);
  });

  it('is not started when it is damaged, and says what to do', async () => {
    store = await open(3_600_000);
    for (let n = 0; n < TURNS; n += 1) await take(n);
    await store.purgeDeleted();
    await store.close();
    letGo();
    overwrite(file, 4_096);
    expect(await failure(open(3_600_000))).to.match(/is damaged .*waymark restore FILE --replace/u);
    expect(readdirSync(folder).filter((name) => name.includes('touched'))).to.deep.equal([]);
  });

  it('is not made anew beside a log that is left over', async () => {
    store = await open(3_600_000);
    await store.close();
    letGo();
    rmSync(file);
    writeFileSync(`${file}-wal`, 'what was said last');
    expect(await failure(open(3_600_000))).to.contain('is missing or empty, but');
    expect(existsSync(file)).to.equal(false);
  });
});

/** Writes rubbish over the file from a place on, and leaves its length. */
function overwrite(file: string, from: number): void {
  const rubbish = Buffer.alloc(statSync(file).size - from, 'rubbish');
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, rubbish, 0, rubbish.length, from);
  closeSync(descriptor);
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await setTimeout(5);
}
