import { startPostgres, type Postgres } from '../support/postgres.ts';
import { keepsOrder } from './keeps-order.ts';
import { openArena, type Arena } from './support/arena.ts';

// The short versions of `npm run test:chaos`. Counts are asserted; times are printed and depend on the machine.

describe('several instances on one database', function () {
  this.timeout(120_000);
  let postgres: Postgres;
  let arena: Arena;
  before(async () => {
    postgres = await startPostgres();
    arena = await openArena({ program: 'server', instances: 2, postgres });
    await arena.startAll();
  });
  after(async () => {
    await arena.close();
    await postgres.stop();
  });

  it('take the messages of each conversation in order and lose none', () =>
    keepsOrder(arena, { conversations: 20, messages: 14 }));
});
