import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import Libsql from 'libsql';
import { NEW_CONSULTATION } from '../../src/core/index.ts';
import { backUp, openStore, restore, type Store } from '../../src/store/index.ts';
import type { TurnRequest } from '../../src/turn/index.ts';
import { letGo } from '../support/let-go.ts';

const LEASE = 15_000;
const run = promisify(execFile);

/** A thread that looks all the time at files that are being written, and tells which modes they had. */
const LOOK_AT_PARTS = `
  const { parentPort, workerData, receiveMessageOnPort } = require('node:worker_threads');
  const { readdirSync, statSync } = require('node:fs');
  const modes = new Set();
  parentPort.postMessage('looking');
  while (receiveMessageOnPort(parentPort) === undefined)
    for (const name of readdirSync(workerData).filter((each) => each.endsWith('.part'))) {
      const found = statSync(workerData + '/' + name, { throwIfNoEntry: false });
      if (found !== undefined) modes.add(found.mode & 0o777);
    }
  parentPort.postMessage([...modes]);
`;

describe('a backup of the SQLite database', () => {
  let folder: string;
  let file: string;
  let copy: string;
  let store: Store<string>;
  const open = (path: string) =>
    openStore<string>({ databaseUrl: undefined, file: path, onIdleError: () => undefined });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waymark-backup-'));
    [file, copy] = [join(folder, 'data', 'waymark.db'), join(folder, 'copy.db')];
    store = await open(file);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('is made by another process while turns go on, and the conversation goes on in another folder', async function () {
    this.timeout(60_000);
    const env = { ...process.env, DATA_DIR: join(folder, 'data') };
    const command = ['bin/waymark.js', 'backup', copy];
    const backup = { isDone: false };
    const done = run(process.execPath, command, { env }).then(() => (backup.isDone = true));
    let taken = 0;
    while (!backup.isDone) {
      await store.commitTurns([turn('talk', `a${String(taken)}`)], 0, LEASE);
      taken += 1;
      await new Promise(setImmediate);
    }
    await done;

    const elsewhere = join(folder, 'new', 'waymark.db');
    expect(await restore(copy, elsewhere, false)).to.deep.equal({ kind: 'done', conversations: 1 });
    letGo();
    const restored = await open(elsewhere);
    const version = (await restored.read('talk'))?.version ?? 0;
    expect(version).to.be.within(1, taken);
    expect((await restored.commitTurns([turn('talk', 'a0')], 0, LEASE))[0]?.kind).to.equal('repeated');
    expect(await restored.commitTurns([turn('talk', 'new')], 0, LEASE)).to.deep.equal([
      { kind: 'taken', said: `new after ${String(version)}`, version: version + 1 },
    ]);
    await restored.close();
  });

  it('makes the folder that it is put into', async () => {
    const deep = join(folder, 'backups', 'of', 'monday.db');
    expect(await backUp(file, deep)).to.have.property('kind', 'done');
  });

  it('lets nobody else read what is written of it, and leaves nothing when it fails', async () => {
    const looking = new Worker(LOOK_AT_PARTS, { eval: true, workerData: folder });
    await once(looking, 'message');
    for (let n = 0; n < 5; n += 1)
      expect(await backUp(file, join(folder, `copy ${String(n)}`))).to.have.property('kind', 'done');
    const told = once(looking, 'message');
    looking.postMessage('end');
    expect(await told).to.deep.equal([[0o600]]);
    await looking.terminate();

    const database = new Libsql(join(folder, 'other.db'));
    database.exec('create table t (n)');
    database.close();
    // It has no conversations to count, so it fails when the copy is there.
    const failed = await backUp(join(folder, 'other.db'), join(folder, 'b.db')).catch(() => 'failed');
    expect(failed).to.equal('failed');
    expect(existsSync(join(folder, 'b.db.part'))).to.equal(false);
  });

  it('overwrites nothing', async () => {
    await writeFile(copy, 'something else');
    expect(await backUp(file, copy)).to.deep.equal({ kind: 'refused', why: 'target-exists' });
    expect(await readFile(copy, 'utf8')).to.equal('something else');
    expect(await backUp(join(folder, 'none.db'), join(folder, 'b'))).to.have.property('why', 'no-database');
  });

  it('replaces no database that is open, and another one only when told to', async () => {
    await store.commitTurns([turn('talk', 'a')], 0, LEASE);
    await backUp(file, copy);
    await store.commitTurns([turn('later', 'a')], 0, LEASE);
    expect(await restore(copy, file, true)).to.deep.equal({ kind: 'refused', why: 'in-use' });
    await store.close();
    letGo();
    expect(await restore(copy, file, false)).to.deep.equal({ kind: 'refused', why: 'database-exists' });
    expect(await restore(copy, file, true)).to.deep.equal({ kind: 'done', conversations: 1 });
    letGo();
    store = await open(file);
    expect(await store.read('later')).to.equal(undefined);
    expect((await store.read('talk'))?.version).to.equal(1);
  });

  it('is refused when it is broken, of a newer version, or something else', async () => {
    const target = join(folder, 'new.db');
    expect(await restore(join(folder, 'none'), target, false)).to.have.property('why', 'no-backup');
    await writeFile(copy, 'no database at all, but a text that is long enough to be read as one'.repeat(100));
    expect(await restore(copy, target, false)).to.have.property('why', 'not-a-backup');
    await rm(copy);
    await backUp(file, copy);
    const newer = new Libsql(copy);
    newer.exec("insert into kysely_migration values ('9999-later', '')");
    newer.close();
    expect(await restore(copy, target, false)).to.have.property('why', 'newer');
  });

  it('has nothing of what was deleted before, nor has the database itself', async () => {
    const canary = 'canary'.repeat(500);
    await store.commitTurns([{ ...turn('talk', canary), key: canary }, turn('kept', 'a')], 0, LEASE);
    await store.purgeDeleted();
    expect(await readFile(file, 'latin1')).to.contain('canary');
    await store.forgetAll([canary], 1);
    await store.purgeDeleted();
    await backUp(file, copy);
    for (const path of [file, `${file}-wal`, copy])
      expect(await readFile(path, 'latin1')).to.not.contain('canary');
  });
});

function turn(key: string, activityId: string): TurnRequest<string> {
  return {
    key,
    activityId,
    person: `person of ${key}`,
    address: undefined,
    decide: (before) => ({
      consultation: NEW_CONSULTATION,
      said: `${activityId} after ${String(before?.version ?? 0)}`,
      event: undefined,
    }),
  };
}
