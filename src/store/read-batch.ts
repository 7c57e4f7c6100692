import type { Transaction } from 'kysely';
import type { Consultation } from '../core/index.ts';
import type { StoredConversation, TurnRequest } from '../turn/index.ts';
import type { TurnParts } from './create-sql-store.ts';
import { hashedId, inboundId } from './inbound-id.ts';
import { parseStored } from './parse-stored.ts';
import { runTogether } from './run-together.ts';
import type { Recent } from './recent.ts';
import type { Schema } from './schema.ts';

/** A conversation with what tells it from an earlier one of the same key. */
export interface LivingConversation extends StoredConversation {
  readonly life: string;
}

/** What the database knows of a batch of requests. */
export interface Batch {
  readonly conversations: ReadonlyMap<string, LivingConversation>;
  /** The version that each activity led to which was taken before, by `inboundId`; by its hash where it was forgotten. */
  readonly taken: ReadonlyMap<string, number>;
}

/** Locks and reads the conversations of the requests, which come in the order of their keys. */
export async function readBatch(
  transaction: Transaction<Schema>,
  { statements: { readConversations, readInbound }, locksRows }: TurnParts,
  recent: Recent,
  requests: readonly TurnRequest<unknown>[],
): Promise<Batch> {
  const ids = requests.flatMap(({ key, activityId }) => {
    if (activityId === undefined) return [];
    const id = inboundId(key, activityId);
    return [{ id }, { id: hashedId(id) }];
  });
  const [{ rows }, seen] = await runTogether<[Schema['conversations'], Schema['inbound']]>(
    transaction,
    [
      readConversations(requests.map(({ key }) => ({ key }))),
      // Read after the locks: what another process committed meanwhile must be seen.
      readInbound(ids.length === 0 ? NO_ID : ids),
    ],
    !locksRows,
  );
  const found = new Map(rows.map((row) => [row.key, row]));
  for (const { key } of requests) recent.confirm(key, found.get(key));
  const conversations = new Map(
    rows.map(({ key, state, ...rest }) => {
      const consultation = recent.consultationOf(key, rest.version) ?? parseStored<Consultation>(state);
      return [key, { consultation, ...rest }];
    }),
  );
  return { conversations, taken: new Map(seen.rows.map(({ id, version }) => [id, version])) };
}

/** No activity has it. */
const NO_ID = [{ id: '' }];

/** The reply of a turn that was taken before; undefined where it is no longer kept. */
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
  return row === undefined ? undefined : parseStored<Said>(row.said);
}
