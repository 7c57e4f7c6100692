import { sql, type Kysely } from 'kysely';
import type { PersonalDataStore } from '../turn/index.ts';
import type { Schema } from './schema.ts';

/** The part of the store that keeps which time was believed last. */
type KnownTime = Pick<PersonalDataStore<unknown>, 'knownTime' | 'believeTime' | 'databaseTime'>;

/** Creates it on the table `clock`. Only `believeTime` writes there: no turn and no heartbeat vouches for a clock. */
export function createKnownTime(db: Kysely<Schema>, locksRows: boolean): KnownTime {
  return {
    async knownTime() {
      const row = await db.selectFrom('clock').select('known_at').where('id', '=', 1).executeTakeFirst();
      return row?.known_at;
    },
    async believeTime(at) {
      await db
        .insertInto('clock')
        .values({ id: 1, known_at: at })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ known_at: at }))
        .execute();
    },
    async databaseTime() {
      // SQLite has the clock of this machine.
      if (!locksRows) return undefined;
      const { rows } = await sql<{ at: number }>`
        select (extract(epoch from clock_timestamp()) * 1000)::bigint as at`.execute(db);
      return rows[0]?.at;
    },
  };
}
