import type { CompiledQuery, Transaction } from 'kysely';
import { consultationJson } from '../core/index.ts';
import { jsonOf } from '../turn/index.ts';
import type { ConversationCache } from './create-conversation-cache.ts';
import { inboundId } from './inbound-id.ts';
import { commitPipeline, runPipeline } from './run-pipeline.ts';
import type { Schema } from './schema.ts';
import type { CommitTimes, DecidedTurn, TurnContext } from './turn-context.ts';

/** How long (milliseconds) the notice that a person was forgotten is kept, so that it can still be delivered. */
const NOTICE_RETENTION = 10 * 60_000;

/**
 * Writes decided turns. It is the last step of their transaction: on SQLite it commits too. Returns false if another
 * process has written one of the conversations after it was read (never on SQLite, where the transaction has the file).
 */
export async function writeTurns<Said>(
  transaction: Transaction<Schema>,
  { newId, statements, locksRows }: TurnContext,
  cache: ConversationCache,
  decided: readonly DecidedTurn<Said>[],
  { now, lease }: CommitTimes,
): Promise<boolean> {
  const conversations = statements.writeConversations(
    decided.map(({ request: { key }, version, life, logged, at, decision }) => ({
      key,
      state: consultationJson(decision.consultation),
      version: version + 1,
      written_at: at,
      life,
      logged: logged + (decision.log?.length ?? 0),
      ends_at: decision.forgets === undefined ? null : now + NOTICE_RETENTION,
    })),
  );
  const inbound = decided.flatMap(({ request: { key, activityId }, version, at }) =>
    activityId === undefined ? [] : [{ id: inboundId(key, activityId), key, version: version + 1, at }],
  );
  const outbox = decided.map(({ request: { key, address }, version, decision }) => ({
    key,
    version: version + 1,
    said: saidJson(decision.said),
    at: now,
    sent_at: address === undefined ? now : null,
    due_at: now,
    leased_until: now + lease,
    attempts: 0,
  }));
  const entries = decided.flatMap(({ request: { key }, logged, at, decision: { log = [] } }) =>
    log.map((activity, i) => ({
      key,
      watermark: logged + i + 1,
      activity: JSON.stringify(activity),
      at,
    })),
  );
  const events = decided.flatMap(({ decision: { event } }) =>
    event === undefined ? [] : [{ id: newId(), at: now, event: JSON.stringify(event) }],
  );
  const queries = [
    ...(inbound.length === 0 ? [] : [statements.writeInbound(inbound)]),
    statements.writeOutbox(outbox),
    ...(entries.length === 0 ? [] : [transaction.insertInto('activity_log').values(entries).compile()]),
    ...(events.length === 0 ? [] : [statements.writeEvents(events)]),
    ...addressAndMemberQueries(transaction, cache, decided, now),
  ];
  if (!locksRows) {
    await commitPipeline(transaction, [conversations, ...queries], decided.length);
    return true;
  }
  const written = await transaction.executeQuery(conversations);
  if (Number(written.numAffectedRows ?? 0) !== decided.length) return false;
  await runPipeline(transaction, queries, false);
  return true;
}

/** Caches the JSON: the reply is measured and sent as the same text. */
function saidJson(said: unknown): string {
  return typeof said === 'object' && said !== null ? jsonOf(said) : JSON.stringify(said);
}

/** Writes addresses and members only if this process has not written them yet: they rarely change. */
function addressAndMemberQueries(
  transaction: Transaction<Schema>,
  recent: ConversationCache,
  decided: readonly DecidedTurn<unknown>[],
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
