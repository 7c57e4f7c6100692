import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openStore } from '../../src/store/index.ts';

describe('a store whose database cannot be opened', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waymark-waiting-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const ignore = () => undefined;
  const opening = (file: string, waits: unknown[]) =>
    openStore({
      databaseUrl: undefined,
      file,
      onIdleError: ignore,
      retryPause: 20,
      ifUnavailable: { kind: 'wait', onWait: (error) => waits.push(error) },
    });

  it('refuses until it can, and then works', async () => {
    const data = join(folder, 'data');
    await writeFile(data, 'a file where the folder should be');
    const waits: unknown[] = [];
    const store = await opening(join(data, 'waymark.db'), waits);
    expect(waits).to.have.length(1);
    expect(await isThere(store)).to.equal(false);
    await rm(data);
    const until = Date.now() + 10_000;
    while (!(await isThere(store)) && Date.now() < until) await new Promise((go) => setTimeout(go, 10));
    expect(await isThere(store)).to.equal(true);
    await store.close();
  });

  it('is not waited for where waiting does not help', async () => {
    const file = join(folder, 'waymark.db');
    await writeFile(file, 'not a database, and long enough to be taken for a damaged one '.repeat(100));
    const waits: unknown[] = [];
    const opened = await opening(file, waits).then(
      () => 'opened',
      () => 'refused',
    );
    expect([opened, waits]).to.deep.equal(['refused', []]);
  });

  it('is refused at once unless the caller says that it waits', async () => {
    const file = join(folder, 'a file', 'waymark.db');
    await writeFile(join(folder, 'a file'), '');
    const opened = await openStore({ databaseUrl: undefined, file, onIdleError: ignore }).then(
      () => 'opened',
      () => 'refused',
    );
    expect(opened).to.equal('refused');
  });
});

function isThere(store: Awaited<ReturnType<typeof openStore>>): Promise<boolean> {
  return store.read('talk').then(
    () => true,
    () => false,
  );
}
