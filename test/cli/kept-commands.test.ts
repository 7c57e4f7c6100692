import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { runCli } from '../../src/cli/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import type { ReplyActivities } from '../../src/bot/index.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { runBot, type RunningBot } from '../support/running-bot.ts';

interface Database {
  readonly url: string | undefined;
  readonly file: string;
}

describe('the commands about what is kept, on SQLite', () => {
  let folder: string;
  const database = () => ({ url: undefined, file: join(folder, 'waymark.db') });
  const newFolder = async () => {
    folder = await mkdtemp(join(tmpdir(), 'waymark-kept-'));
  };
  const deleteFolder = () => rm(folder, { recursive: true });

  describe('beside a server', () => {
    before(newFolder);
    after(deleteFolder);
    workBesideAServer(() => Promise.resolve(database()));
  });

  describe('without a server', () => {
    beforeEach(newFolder);
    afterEach(deleteFolder);

    it('say that there is no database', async () => {
      const { code, errors } = await run(database(), 'forget', '--person', 'ann');
      expect(code).to.equal(1);
      expect(errors).to.contain('There is no database').and.contain('DATA_DIR');
    });

    it('say that a database is broken, and what to do', async () => {
      const { file } = database();
      await writeFile(file, 'not a database, '.repeat(500));
      const { code, errors } = await run(database(), 'export', '--person', 'ann');
      expect(code).to.equal(1);
      expect(errors).to.contain('cannot be used (SQLITE_NOTADB)').and.contain('waymark restore');
    });

    it('trust the clock when the date is given that it says, and only then', async () => {
      const { file } = database();
      const store = await openStore<ReplyActivities>({ databaseUrl: undefined, file, onIdleError: () => 0 });
      const today = new Date().toISOString().slice(0, 10);
      expect((await run(database(), 'trust-clock', 'today')).code).to.equal(2);
      const other = await run(database(), 'trust-clock', '2001-01-31');
      expect(other.code).to.equal(1);
      expect(other.errors).to.contain(today).and.contain('2001-01-31');
      expect(await store.knownTime()).to.equal(undefined);
      expect((await run(database(), 'trust-clock', today)).code).to.equal(0);
      expect(await store.knownTime()).to.be.a('number');
      await store.close();
    });

    it('end in one sentence, whatever the arguments are', async function () {
      this.timeout(120_000);
      const { file } = database();
      const store = await openStore<ReplyActivities>({ databaseUrl: undefined, file, onIdleError: () => 0 });
      await store.close();
      const aFile = join(folder, 'a file');
      await writeFile(aFile, 'text');
      const odd: readonly (readonly string[])[] = [
        ['backup'],
        ['backup', ''],
        ['backup', ' '],
        ['backup', folder],
        ['backup', aFile],
        ['backup', join(aFile, 'below.db')],
        ['backup', join(folder, 'x'.repeat(300))],
        ['backup', 'a', 'b'],
        ['restore', ''],
        ['restore', folder],
        ['restore', aFile],
        ['restore', join(folder, 'none')],
        ['restore', join(aFile, 'below.db')],
        ['forget', '--person', ''],
        ['forget', '--person'],
        ['forget', '--person', 'a', '--person', 'b'],
        ['export', '--channel', '', '--person', 'a'],
        ['check', '--knowledge', aFile],
        ['check', '--pack', 'a', '--pack', 'b'],
        ['ask', '--knowledge', aFile, 'text'],
        ['chat', '--knowledge', aFile],
        ['nothing'],
      ];
      for (const words of odd) {
        const { code, errors, output } = await run(database(), ...words);
        expect(code, words.join(' ')).to.be.oneOf([1, 2]);
        expect(errors + output, words.join(' ')).to.not.match(/\n\s+at |node:internal/u);
        expect(errors, words.join(' ')).to.not.equal('');
      }
      expect((await readdir(folder)).filter((name) => name.includes('.part'))).to.deep.equal([]);
    });

    it('back up and restore', async () => {
      const { file } = database();
      const store = await openStore<ReplyActivities>({ databaseUrl: undefined, file, onIdleError: () => 0 });
      const copy = join(folder, 'copy.db');
      expect((await run(database(), 'backup', copy)).code).to.equal(0);
      const refused = await run(database(), 'restore', copy, '--replace');
      expect(refused).to.include({ code: 1 });
      expect(refused.errors).to.contain('Stop it first');
      await store.close();
      expect((await run({ url: undefined, file: join(folder, 'new.db') }, 'restore', copy)).code).to.equal(0);
    });
  });
});

describe('the commands about what is kept, beside a server on PostgreSQL', function () {
  this.timeout(30_000);
  before(() => sharedPostgres());
  const database = async () => ({ url: await (await sharedPostgres()).newDatabase(), file: '' });
  workBesideAServer(database);

  it('leave backups to its own tools, and say which', async () => {
    const backup = await run(await database(), 'backup', 'copy.db');
    expect(backup.code).to.equal(1);
    expect(backup.errors).to.contain('pg_dump');
    expect((await run(await database(), 'restore', 'copy.db')).errors).to.contain('pg_restore');
  });
});

/** One server for all tests: each has people and conversations of its own, whose names end in its number. */
function workBesideAServer(newDatabase: () => Promise<Database>): void {
  let where: Database;
  let store: Store<ReplyActivities>;
  let bot: RunningBot;
  let test = 0;
  before(async () => {
    where = await newDatabase();
    const { url, file } = where;
    store = await openStore<ReplyActivities>({ databaseUrl: url, file, onIdleError: () => undefined });
    bot = await runBot({}, { store });
  });
  after(() => bot.close());
  beforeEach(async () => {
    test += 1;
    await say(own('ann'), own('group'), 'BackOffice Server 4.0 to Windows Server 2003');
    await say(own('bob'), own('group'), 'yes');
    await say(own('ann'), own('alone'), 'BackOffice Server 2.5');
    await say(own('bob'), own('of bob'), 'BackOffice Server 4.5');
  });

  const own = (name: string) => `${name} ${String(test)}`;
  const say = (person: string, conversation: string, text: string) =>
    bot.post({ from: { id: person, name: `name of ${person}` }, conversation: { id: conversation }, text });
  const ownConversations = () => store.findKeys('conversations', (key) => key.endsWith(` ${String(test)}"]`));

  it('show what is kept about a person, and nothing that is about others', async () => {
    const { code, output } = await run(where, 'export', '--person', own('ann'), '--channel', 'emulator');
    expect(code).to.equal(0);
    const kept: unknown = JSON.parse(output);
    expect(kept).to.have.property('conversations').with.length(2);
    expect(output).to.contain('name of ann').and.contain('backoffice-server-2.5').and.contain('"others": 1');
    expect(output).to.not.contain('name of bob').and.not.contain('of bob');
  });

  it('erase a person while the server runs, and the server goes on', async () => {
    const { code, output } = await run(where, 'forget', '--person', own('ann'));
    expect({ code, output }).to.deep.equal({ code: 0, output: 'Forgotten: 2 conversations.\n' });
    expect(await ownConversations()).to.deep.equal([`["emulator","${own('of bob')}"]`]);
    expect((await run(where, 'export', '--person', own('ann'))).code).to.equal(1);
    const { activities } = await say(own('ann'), own('group'), 'yes');
    expect(activities[0]?.text).to.contain('not asking anything');
    expect((await run(where, 'export', '--person', own('ann'))).code).to.equal(0);
  });

  it('erase one conversation', async () => {
    expect((await run(where, 'forget', '--conversation', own('group'))).output).to.equal(
      'Forgotten: 1 conversation.\n',
    );
    expect(await ownConversations()).to.have.length(2);
  });

  it('erase and show several people at once, or nobody if one of them is not known', async () => {
    const [ann, bob] = [own('ann'), own('bob')];
    const unknown = await run(where, 'forget', '--person', ann, '--person', 'nobody');
    expect(unknown.code).to.equal(1);
    expect(unknown.errors).to.contain('"nobody"');
    expect(await ownConversations()).to.have.length(3);
    const shown: unknown = JSON.parse((await run(where, 'export', '--person', ann, '--person', bob)).output);
    expect(shown).to.have.property('conversations').with.length(3);
    expect(shown).to.have.deep.property('person', [ann, bob]);
    const both = await run(where, 'forget', '--conversation', own('alone'), '--conversation', own('of bob'));
    expect(both.output).to.equal('Forgotten: 2 conversations.\n');
    expect((await run(where, 'forget', '--person', bob, '--person', ann)).output).to.equal(
      'Forgotten: 1 conversation.\n',
    );
  });

  it('refuse a person of whom nothing is kept, and a call that names nobody or both', async () => {
    expect(await ownConversations()).to.have.length(3);
    const [ann, group] = [own('ann'), own('group')];
    expect((await run(where, 'forget', '--person', 'ann')).code).to.equal(1);
    expect((await run(where, 'forget', '--person', ann, '--channel', 'msteams')).code).to.equal(1);
    expect((await run(where, 'forget')).code).to.equal(2);
    expect((await run(where, 'export', '--person', ann, '--conversation', group)).code).to.equal(2);
    expect(await ownConversations()).to.have.length(3);
  });
}

/** Runs a command and returns what it printed. */
async function run(
  database: Database,
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly output: string; readonly errors: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await runCli(['node', 'waymark', ...words], {
    stdin: new PassThrough(),
    stdout,
    stderr,
    defaults: { knowledge: 'knowledge', dialogs: 'dialogs', language: 'en' },
    version: '0',
    database,
    now: Date.now,
    serve: () => Promise.reject(new Error('not here')),
  });
  return { code, output: String(stdout.read() ?? ''), errors: String(stderr.read() ?? '') };
}
