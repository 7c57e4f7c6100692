import type { Transaction } from 'kysely';
import type { SqlParts } from './create-sql-store.ts';
import { inboundId } from './inbound-id.ts';
import type { Recent } from './recent.ts';
import type { Schema } from './schema.ts';
import type { Decided } from './take-turns.ts';

/** Milliseconds since 1970, and for how long replies belong to this process. */
export interface Times {
  readonly now: number;
  readonly lease: number;
}

/** Writes decided turns. False where a conversation was written by another process after it was read. */
export async function writeTurns<Said>(
  transaction: Transaction<Schema>,
  { newId }: SqlParts,
  recent: Recent,
  decided: readonly Decided<Said>[],
  { now, lease }: Times,
): Promise<boolean> {
  const written = await transaction
    .insertInto('conversations')
    .values(
      decided.map(({ request: { key }, version, step }) => ({
        key,
        state: JSON.stringify(step.consultation),
        version: version + 1,
        written_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet((row) => ({
          state: row.ref('excluded.state'),
          version: row.ref('excluded.version'),
          written_at: row.ref('excluded.written_at'),
        }))
        .whereRef('conversations.version', '=', (row) => row('excluded.version', '-', 1)),
    )
    .executeTakeFirst();
  if (Number(written.numInsertedOrUpdatedRows ?? 0) !== decided.length) return false;

  const inbound = decided.flatMap(({ request: { key, activityId }, version }) =>
    activityId === undefined ? [] : [{ id: inboundId(key, activityId), key, version: version + 1, at: now }],
  );
  if (inbound.length > 0) await transaction.insertInto('inbound').values(inbound).execute();

  await transaction
    .insertInto('outbox')
    .values(
      decided.map(({ request: { key, address }, version, step }) => ({
        key,
        version: version + 1,
        said: JSON.stringify(step.said),
        at: now,
        sent_at: address === undefined ? now : null,
        due_at: now,
        leased_until: now + lease,
        attempts: 0,
      })),
    )
    .execute();

  const events = decided.flatMap(({ step: { event } }) =>
    event === undefined ? [] : [{ id: newId(), at: now, event: JSON.stringify(event) }],
  );
  if (events.length > 0) await transaction.insertInto('events').values(events).execute();

  await writeWhoAndWhere(transaction, recent, decided, now);
  return true;
}

/** Addresses and members are the same from turn to turn, so they are written only where this process has not yet. */
async function writeWhoAndWhere(
  transaction: Transaction<Schema>,
  recent: Recent,
  decided: readonly Decided<unknown>[],
  now: number,
): Promise<void> {
  const references = decided.flatMap(({ request: { key, address } }) =>
    address === undefined || recent.knowsAddress(key, address) ? [] : [{ key, reference: address, at: now }],
  );
  if (references.length > 0)
    await transaction
      .insertInto('conversation_references')
      .values(references)
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((row) => ({
          reference: row.ref('excluded.reference'),
          at: row.ref('excluded.at'),
        })),
      )
      .execute();
  const members = decided.flatMap(({ request: { key, person } }) =>
    person === undefined || recent.knowsMember(key, person) ? [] : [{ person, key }],
  );
  if (members.length > 0)
    await transaction
      .insertInto('members')
      .values(members)
      .onConflict((conflict) => conflict.columns(['person', 'key']).doNothing())
      .execute();
}
