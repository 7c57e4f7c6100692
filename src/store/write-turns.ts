import type { CompiledQuery, Transaction } from 'kysely';
import type { Consultation } from '../core/index.ts';
import { jsonOf } from '../turn/index.ts';
import type { TurnParts } from './create-sql-store.ts';
import { inboundId } from './inbound-id.ts';
import type { Recent } from './recent.ts';
import { commitTogether, runTogether } from './run-together.ts';
import type { Schema } from './schema.ts';
import type { Decided } from './take-turns.ts';

/** Milliseconds since 1970, and for how long replies belong to this process. */
export interface Times {
  readonly now: number;
  readonly lease: number;
}

/** For so long (milliseconds) the notice that a person was forgotten is kept, so that it can be delivered. */
const NOTICE_STAYS = 10 * 60_000;

/**
 * Writes decided turns, the last that their transaction does: a SQLite file is committed in the same go. False where a
 * conversation was written by another process after it was read; nobody can write a SQLite file meanwhile.
 */
export async function writeTurns<Said>(
  transaction: Transaction<Schema>,
  { newId, statements, locksRows }: TurnParts,
  recent: Recent,
  decided: readonly Decided<Said>[],
  { now, lease }: Times,
): Promise<boolean> {
  const conversations = statements.writeConversations(
    decided.map(({ request: { key }, version, life, logged, step }) => ({
      key,
      state: consultationJson(step.consultation),
      version: version + 1,
      written_at: now,
      life,
      logged: logged + (step.log?.length ?? 0),
      ends_at: step.forgets === undefined ? null : now + NOTICE_STAYS,
    })),
  );
  const inbound = decided.flatMap(({ request: { key, activityId }, version }) =>
    activityId === undefined ? [] : [{ id: inboundId(key, activityId), key, version: version + 1, at: now }],
  );
  const outbox = decided.map(({ request: { key, address }, version, step }) => ({
    key,
    version: version + 1,
    said: saidJson(step.said),
    at: now,
    sent_at: address === undefined ? now : null,
    due_at: now,
    leased_until: now + lease,
    attempts: 0,
  }));
  const entries = decided.flatMap(({ request: { key }, logged, step: { log = [] } }) =>
    log.map((activity, i) => ({
      key,
      watermark: logged + i + 1,
      activity: JSON.stringify(activity),
      at: now,
    })),
  );
  const events = decided.flatMap(({ step: { event } }) =>
    event === undefined ? [] : [{ id: newId(), at: now, event: JSON.stringify(event) }],
  );
  const queries = [
    ...(inbound.length === 0 ? [] : [statements.writeInbound(inbound)]),
    statements.writeOutbox(outbox),
    ...(entries.length === 0 ? [] : [transaction.insertInto('activity_log').values(entries).compile()]),
    ...(events.length === 0 ? [] : [statements.writeEvents(events)]),
    ...whoAndWhere(transaction, recent, decided, now),
  ];
  if (!locksRows) {
    await commitTogether(transaction, [conversations, ...queries], decided.length);
    return true;
  }
  const written = await transaction.executeQuery(conversations);
  if (Number(written.numAffectedRows ?? 0) !== decided.length) return false;
  await runTogether(transaction, queries, false);
  return true;
}

/** A conversation grows by a few moves each turn: the others are not made into JSON again. */
function consultationJson({ moves }: Consultation): string {
  return `{"moves":[${moves.map(jsonOf).join(',')}]}`;
}

/** What is said is measured, stored and sent as the same text. */
function saidJson(said: unknown): string {
  return typeof said === 'object' && said !== null ? jsonOf(said) : JSON.stringify(said);
}

/** Addresses and members are the same from turn to turn, so they are written only where this process has not yet. */
function whoAndWhere(
  transaction: Transaction<Schema>,
  recent: Recent,
  decided: readonly Decided<unknown>[],
  now: number,
): readonly CompiledQuery[] {
  const references = decided.flatMap(({ request: { key, address } }) =>
    address === undefined || recent.knowsAddress(key, address) ? [] : [{ key, reference: address, at: now }],
  );
  const members = decided.flatMap(({ request: { key, person } }) =>
    person === undefined || recent.knowsMember(key, person) ? [] : [{ person, key }],
  );
  const writeReferences = () =>
    transaction
      .insertInto('conversation_references')
      .values(references)
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((row) => ({
          reference: row.ref('excluded.reference'),
          at: row.ref('excluded.at'),
        })),
      );
  const writeMembers = () =>
    transaction
      .insertInto('members')
      .values(members)
      .onConflict((conflict) => conflict.columns(['person', 'key']).doNothing());
  return [
    ...(references.length === 0 ? [] : [writeReferences().compile()]),
    ...(members.length === 0 ? [] : [writeMembers().compile()]),
  ];
}
