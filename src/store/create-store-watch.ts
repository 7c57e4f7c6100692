import { sql, type Kysely } from 'kysely';
import { NEVER, type OutboxDepth, type TurnStore } from '../turn/index.ts';
import type { Schema } from './schema.ts';

/** What tells how the store is. */
export function createStoreWatch(db: Kysely<Schema>): Pick<TurnStore<unknown>, 'ping' | 'depth'> {
  return {
    async ping(now) {
      // A write, and one that changes something: a file that may only be read and a full disk show in no other way.
      await db
        .insertInto('heartbeat')
        .values({ id: 1, at: now })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ at: now }))
        .execute();
    },

    async depth(): Promise<OutboxDepth> {
      const isGivenUp = sql<number | null>`sum(case when due_at = ${NEVER} then 1 else 0 end)`;
      const oldest = sql<number | null>`min(case when due_at = ${NEVER} then null else at end)`;
      const row = await db
        .selectFrom('outbox')
        .select(({ fn }) => [fn.countAll<number>().as('all'), isGivenUp.as('givenUp'), oldest.as('oldest')])
        .where('sent_at', 'is', null)
        .executeTakeFirstOrThrow();
      const givenUp = row.givenUp ?? 0;
      return { unsent: row.all - givenUp, oldest: row.oldest ?? undefined, givenUp };
    },
  };
}
