import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { sql } from 'kysely';
import { openPostgres } from '../../src/store/open-postgres.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';

describe('a connection to PostgreSQL', function () {
  this.timeout(30_000);
  before(() => sharedPostgres());

  it('that breaks between two statements of a transaction fails the transaction, and not the process', async () => {
    const broken: unknown[] = [];
    const url = await (await sharedPostgres()).newDatabase();
    const [db, other] = [
      openPostgres(url, (error) => broken.push(error)),
      openPostgres(url, () => undefined),
    ];
    const written = db.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other);
      // The connection's end is known a moment after PostgreSQL has answered.
      while (broken.length === 0) await setTimeout(5);
      await sql`select 1`.execute(transaction);
    });
    const outcome = await written.then(
      () => 'committed',
      () => 'failed',
    );
    expect(outcome).to.equal('failed');
    expect(broken).not.to.deep.equal([]);
    await sql`select 1`.execute(db);
    await Promise.all([db.destroy(), other.destroy()]);
  });
});
