import { sql, type CompiledQuery, type ExpressionBuilder, type Kysely } from 'kysely';
import { NEVER_DUE, type TurnStore, type UnsentReply } from '../turn/index.ts';
import { parseJsonColumn, type Schema } from './schema.ts';

/** The part of the store that keeps replies until they are sent. */
type Outbox<Said> = Pick<TurnStore<Said>, 'markSent' | 'claimReply' | 'claimDue' | 'release' | 'outboxDepth'>;

/** Creates the outbox on the table of that name. */
export function createOutbox<Said>(db: Kysely<Schema>, locksRows: boolean): Outbox<Said> {
  return {
    async markSent(replies, now) {
      if (replies.length === 0) return;
      await db
        .updateTable('outbox')
        .set({ sent_at: now })
        .where((row) => row.or(replies.map(({ key, version }) => row.and({ key, version }))))
        .execute();
    },

    async claimReply({ key, version }, now, lease) {
      const { numUpdatedRows } = await db
        .updateTable('outbox')
        .set((row) => ({ leased_until: now + lease, attempts: row('attempts', '+', 1) }))
        .where((row) => row.and({ key, version }))
        .where('sent_at', 'is', null)
        .where('leased_until', '<=', now)
        .where((row) => row.not(row.exists(earlierDue(row, now))))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    claimDue: (now, lease, limit) =>
      db.transaction().execute(async (transaction) => {
        const heads = await transaction.executeQuery(firstDue(transaction, now, limit));
        if (heads.rows.length === 0) return [];
        const query = transaction
          .selectFrom('outbox')
          .innerJoin('conversation_references', 'conversation_references.key', 'outbox.key')
          .select(['outbox.key', 'outbox.version', 'outbox.said', 'outbox.attempts', 'reference'])
          .where((row) =>
            row.or(
              heads.rows.map(({ key, version }) => row.and({ 'outbox.key': key, 'outbox.version': version })),
            ),
          )
          // Another process may have taken or sent one since the first query.
          .where('sent_at', 'is', null)
          .where('leased_until', '<=', now)
          .orderBy('due_at')
          .orderBy('outbox.at')
          .orderBy('outbox.version');
        const rows = await (locksRows ? query.forUpdate('outbox').skipLocked() : query).execute();
        if (rows.length === 0) return [];
        await transaction
          .updateTable('outbox')
          .set((row) => ({ leased_until: now + lease, attempts: row('attempts', '+', 1) }))
          .where((row) => row.or(rows.map(({ key, version }) => row.and({ key, version }))))
          .execute();
        return rows.map(({ key, version, said, attempts, reference }): UnsentReply<Said> => {
          return {
            key,
            version,
            said: parseJsonColumn<Said>(said),
            address: reference,
            attempts: attempts + 1,
          };
        });
      }),

    async release({ key, version }, dueAt) {
      await db
        .updateTable('outbox')
        .set({ leased_until: 0, due_at: dueAt })
        .where((row) => row.and({ key, version }))
        .where('sent_at', 'is', null)
        .execute();
    },

    async outboxDepth() {
      const countGivenUp = sql<number | null>`sum(case when due_at = ${NEVER_DUE} then 1 else 0 end)`;
      const oldest = sql<number | null>`min(case when due_at = ${NEVER_DUE} then null else at end)`;
      const row = await db
        .selectFrom('outbox')
        .select(({ fn }) => [
          fn.countAll<number>().as('all'),
          countGivenUp.as('givenUp'),
          oldest.as('oldest'),
        ])
        .where('sent_at', 'is', null)
        .executeTakeFirstOrThrow();
      const givenUp = row.givenUp ?? 0;
      return { unsent: row.all - givenUp, oldest: row.oldest ?? undefined, givenUp };
    },
  };
}

/**
 * How many due replies a claim looks at to find conversations. A conversation with more than that delays the others, but
 * only until its replies are sent: they have waited longer.
 */
const LOOKED_AT = 1_000;

/** Finds replies for a claim: of each conversation the first that is due. Both indexes have all that this reads. */
export function firstDue(
  db: Kysely<Schema>,
  now: number,
  limit: number,
): CompiledQuery<{ key: string; version: number }> {
  const waiting = db
    .selectFrom('outbox')
    .select(['key', 'due_at', 'at'])
    .where('sent_at', 'is', null)
    .where('due_at', '<=', now)
    .where('leased_until', '<=', now)
    .orderBy('due_at')
    .orderBy('at')
    .orderBy('version')
    .limit(LOOKED_AT);
  const conversations = db
    .selectFrom(waiting.as('waiting'))
    .select((row) => [
      'waiting.key',
      row.fn.min('waiting.due_at').as('since'),
      row.fn.min('waiting.at').as('begun'),
      row
        .selectFrom('outbox as head')
        .select('head.version')
        .whereRef('head.key', '=', 'waiting.key')
        .where('head.sent_at', 'is', null)
        .where('head.due_at', '<=', now)
        .orderBy('head.version')
        .limit(1)
        .as('first'),
    ])
    .groupBy('waiting.key');
  return db
    .selectFrom(conversations.as('conversation'))
    .innerJoin('outbox', (join) =>
      join
        .onRef('outbox.key', '=', 'conversation.key')
        .onRef('outbox.version', '=', 'conversation.first')
        .on('outbox.sent_at', 'is', null)
        .on('outbox.leased_until', '<=', now),
    )
    .select(['outbox.key', 'outbox.version'])
    .orderBy('conversation.since')
    .orderBy('conversation.begun')
    .limit(limit)
    .compile();
}

/** An earlier reply of the same conversation that must be sent first, whether or not a process holds its lease. */
function earlierDue(row: ExpressionBuilder<Schema, 'outbox'>, now: number) {
  return row
    .selectFrom('outbox as earlier')
    .select('earlier.version')
    .whereRef('earlier.key', '=', 'outbox.key')
    .whereRef('earlier.version', '<', 'outbox.version')
    .where('earlier.sent_at', 'is', null)
    .where('earlier.due_at', '<=', now);
}
