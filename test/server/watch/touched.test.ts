import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ReplyActivities } from '../../../src/bot/index.ts';
import { openStore } from '../../../src/store/index.ts';
import { runBot } from '../../support/running-bot.ts';

describe('readiness when the files of SQLite were touched', function () {
  this.timeout(60_000);

  it('goes, while the process is alive and answers questions', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waymark-ready-'));
    const file = join(folder, 'waymark.db');
    const store = await openStore<ReplyActivities>({ databaseUrl: undefined, file, onIdleError: () => 0 });
    const bot = await runBot({}, { store });
    const status = async (path: string) => (await fetch(bot.url + path)).status;
    expect(await status('/readyz')).to.equal(200);
    await rm(`${file}-wal`);
    while ((await status('/readyz')) === 200) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await status('/readyz')).to.equal(503);
    expect(await Promise.all(['/healthz', '/readyz/ask'].map(status))).to.deep.equal([200, 200]);
    await bot.close();
    await rm(folder, { recursive: true });
  });
});
