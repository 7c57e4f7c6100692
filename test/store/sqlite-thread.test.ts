import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  startSqliteThread,
  type SqliteThread,
  type ThreadRequest,
} from '../../src/store/start-sqlite-thread.ts';

describe('the thread of a SQLite file', () => {
  let folder: string;
  let thread: SqliteThread;
  const run = async (
    sql: string,
    place: ThreadRequest['place'] = 'alone',
    parameters: readonly unknown[] = [],
  ) => {
    const [result] = await thread.run({ statements: [{ sql, parameters }], place });
    return result ?? { rows: [], changes: undefined };
  };
  const count = async () => (await run('select count(*) as n from t')).rows;
  const failure = (running: Promise<unknown>) =>
    running.then(
      () => 'none',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-thread-'));
    thread = startSqliteThread({
      file: join(folder, 'deep', 'file.db'),
      settings: ['journal_mode = WAL'],
      lookEvery: 2_000,
    });
    await run('create table t (n integer)');
  });
  afterEach(async () => {
    await thread.close();
    rmSync(folder, { recursive: true });
  });

  it('runs what is asked in order, and gives rows and numbers of changes', async () => {
    const [inserted, rows] = await Promise.all([
      run('insert into t values (?), (?)', 'alone', [1, 2]),
      run('select n from t order by n'),
    ]);
    expect(inserted).to.deep.equal({ rows: [], changes: 2 });
    expect(rows.rows).to.deep.equal([{ n: 1 }, { n: 2 }]);
  });

  it('refuses what belongs to a transaction that is open no more', async () => {
    await run('insert into t values (1)', 'first');
    await run('rollback', 'later');
    expect(await failure(run('insert into t values (2)', 'later'))).to.equal(
      'the transaction was rolled back before',
    );
    expect(await count()).to.deep.equal([{ n: 0 }]);
  });

  it('gives up a transaction that was left open when the next one begins', async () => {
    await run('insert into t values (1)', 'first');
    await run('insert into t values (2)', 'first');
    await run('commit', 'later');
    expect(await count()).to.deep.equal([{ n: 1 }]);
  });

  it('stops at the first of several statements that is refused', async () => {
    const statements = [
      'insert into t values (1)',
      'insert into nowhere values (1)',
      'insert into t values (2)',
    ];
    const several = statements.map((sql) => ({ sql, parameters: [] }));
    expect(await failure(thread.run({ statements: several, place: 'first' }))).to.include('no such table');
    await run('commit', 'later');
    expect(await count()).to.deep.equal([{ n: 1 }]);
  });

  it('commits behind the last statements, where the first changed what it was to', async () => {
    const ending = (sql: string, changes: number) =>
      thread.run({ statements: [{ sql, parameters: [] }], place: 'later', commits: { changes } });
    await run('insert into t values (1)', 'first');
    await ending('insert into t values (2)', 1);
    expect(await failure(run('rollback', 'later'))).to.equal('the transaction was rolled back before');
    expect(await count()).to.deep.equal([{ n: 2 }]);

    await run('insert into t values (3)', 'first');
    expect(await failure(ending('insert into t values (4)', 2))).to.equal(
      '1 rows were changed where 2 were expected',
    );
    await run('rollback', 'later');
    expect(await count()).to.deep.equal([{ n: 2 }]);
  });

  it("says what SQLite says, with SQLite's code", async () => {
    const error: unknown = await run('insert into nowhere values (1)').catch((cause: unknown) => cause);
    expect(error).to.be.an('error').with.property('code', 'SQLITE_ERROR');
    expect(error).to.have.property('message').that.includes('no such table');
  });

  it('lets nobody else read the file, and those beside it', () => {
    const made = join(folder, 'deep');
    for (const name of readdirSync(made)) expect(statSync(join(made, name)).mode & 0o077, name).to.equal(0);
  });

  for (const [what, word, harm] of [
    ['deleted', 'deleted', (file: string) => rmSync(file)],
    ['emptied', 'shortened', (file: string) => truncateSync(file)],
  ] as const)
    it(`begins nothing in a file that was ${what}: what it would write were lost`, async () => {
      harm(join(folder, 'deep', 'file.db'));
      for (const place of ['first', 'alone'] as const)
        expect(await failure(run('insert into t values (1)', place))).to.include(word);
    });

  it('refuses everything once it has ended', async () => {
    await thread.close();
    expect(thread.isAlive()).to.equal(false);
    expect(await failure(run('select 1'))).to.equal('the thread that held the SQLite file has ended');
  });
});
