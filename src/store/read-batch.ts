import type { CompiledQuery, Kysely, Transaction } from 'kysely';
import type { TurnRequest } from '../turn/index.ts';
import type { ConversationCache } from './create-conversation-cache.ts';
import { hashId, inboundId } from './inbound-id.ts';
import { runPipeline } from './run-pipeline.ts';
import { parseJsonColumn, parseState, type Schema } from './schema.ts';
import type { DecidedTurn, ReadConversation, TurnContext } from './turn-context.ts';

/** What the database has of a batch of requests. */
export interface BatchState {
  readonly conversations: ReadonlyMap<string, ReadConversation>;
  /** The versions that activities led to, by `inboundId`; of forgotten conversations, by its hash. */
  readonly taken: ReadonlyMap<string, number>;
}

/** Locks and reads the conversations of the requests, which are sorted by key. */
export async function readBatch(
  transaction: Transaction<Schema>,
  { statements: { readConversations, readInbound }, locksRows }: TurnContext,
  cache: ConversationCache,
  requests: readonly TurnRequest<unknown>[],
): Promise<BatchState> {
  const ids = requests.flatMap(({ key, activityId }) => {
    if (activityId === undefined) return [];
    const id = inboundId(key, activityId);
    return [{ id }, { id: hashId(id) }];
  });
  const [{ rows }, inbound] = await runPipeline<[Schema['conversations'], Schema['inbound']]>(
    transaction,
    [
      readConversations(requests.map(({ key }) => ({ key }))),
      // After the first statement has the locks, so that it sees what other processes committed meanwhile.
      readInbound(ids.length === 0 ? NO_ID : ids),
    ],
    !locksRows,
  );
  const found = new Map(rows.map((row) => [row.key, row]));
  for (const { key } of requests) cache.validate(key, found.get(key));
  const conversations = new Map(
    rows.map(({ key, state, ...rest }) => {
      const consultation = cache.consultationAt(key, rest.version) ?? parseState(state);
      return [key, { consultation, ...rest }];
    }),
  );
  return { conversations, taken: new Map(inbound.rows.map(({ id, version }) => [id, version])) };
}

/** An id that no activity has. */
const NO_ID = [{ id: '' }];

/** The reply of a turn that was taken before; undefined if it is no longer stored. */
export async function readReply<Said>(
  transaction: Transaction<Schema>,
  key: string,
  version: number,
): Promise<Said | undefined> {
  const row = await transaction
    .selectFrom('outbox')
    .select('said')
    .where('key', '=', key)
    .where('version', '=', version)
    .executeTakeFirst();
  return row === undefined ? undefined : parseJsonColumn<Said>(row.said);
}

/** By key: the versions of earlier replies that are due and must be sent before those of the decided turns. */
export async function readUnsent(
  transaction: Transaction<Schema>,
  decided: readonly DecidedTurn<unknown>[],
  now: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  // A reply that is the response to its request waits for no other reply.
  const keys = decided.flatMap(({ request: { key, address }, version }) =>
    address === undefined || version === 0 ? [] : [key],
  );
  if (keys.length === 0) return new Map();
  const { rows } = await transaction.executeQuery(unsentOf(transaction, keys, now));
  const unsent = new Map<string, number[]>();
  for (const { key, version } of rows) unsent.set(key, [...(unsent.get(key) ?? []), version]);
  return unsent;
}

/** Finds the unsent replies of these conversations that are due. */
export function unsentOf(
  db: Kysely<Schema>,
  keys: readonly string[],
  now: number,
): CompiledQuery<{ key: string; version: number }> {
  return db
    .selectFrom('outbox')
    .select(['key', 'version'])
    .where('key', 'in', keys)
    .where('sent_at', 'is', null)
    .where('due_at', '<=', now)
    .compile();
}
