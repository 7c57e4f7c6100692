import { expect } from 'chai';
import { openStore } from '../../../src/store/index.ts';
import { startPostgres, type Postgres } from '../../support/postgres.ts';
import { runBot } from '../../support/running-bot.ts';

describe('readiness without its PostgreSQL', function () {
  this.timeout(60_000);
  let server: Postgres;
  before(async () => {
    server = await startPostgres();
  });
  after(() => server.stop());

  it('goes and comes back by itself, while the process is alive and tells its figures', async () => {
    const databaseUrl = await server.newDatabase();
    const store = await openStore<never>({ databaseUrl, file: '', onIdleError: () => undefined });
    const bot = await runBot({}, { store });
    const status = async (path: string) => (await fetch(bot.url + path)).status;
    expect(await status('/readyz')).to.equal(200);
    await server.pause();
    const gone = await until(async () => (await status('/readyz')) === 503);
    expect(await Promise.all(['/healthz', '/readyz/ask', '/metrics'].map(status))).to.deep.equal([
      200, 200, 200,
    ]);
    await server.resume();
    const back = await until(async () => (await status('/readyz')) === 200);
    expect(await bot.say('hello')).to.have.length(1);
    await bot.close();
    console.log(`      gone after ${String(gone)} ms, back after ${String(back)} ms`);
  });
});

/** Asks again and again, and resolves with how many milliseconds it took. */
async function until(holds: () => Promise<boolean>): Promise<number> {
  const from = performance.now();
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
  return Math.round(performance.now() - from);
}
