import type { Transaction } from 'kysely';
import type { TurnRequest, TurnResult } from '../turn/index.ts';
import type { ConversationCache } from './create-conversation-cache.ts';
import { decideEarly, decisionFor, type EarlyDecisions } from './decide-early.ts';
import { forgetPeople } from './forget-people.ts';
import { hashId, inboundId } from './inbound-id.ts';
import { readBatch, readReply, readUnsent, type BatchState } from './read-batch.ts';
import type { Schema } from './schema.ts';
import type {
  CommitTimes,
  ReadConversation,
  DecidedTurn,
  StoreContext,
  TurnContext,
} from './turn-context.ts';
import { writeTurns } from './write-turns.ts';

/**
 * Commits turns in one transaction: locks their conversations, skips activities that were taken before, decides, and
 * writes everything together. If another process has written one of the conversations first, nothing is written and
 * every result is `conflict`.
 */
export async function commitTurns<Said>(
  context: TurnContext,
  cache: ConversationCache,
  requests: readonly TurnRequest<Said>[],
  times: CommitTimes,
): Promise<readonly TurnResult<Said>[]> {
  // Every process locks in the order of the keys; else two of them could wait for each other's locks.
  const ordered = requests.length === 1 ? requests : [...requests].sort((a, b) => (a.key < b.key ? -1 : 1));
  const early = decideEarly(cache, ordered);
  try {
    const { results, decided, unsent } = await context.db.transaction().execute(async (transaction) => {
      const batch = await readBatch(transaction, context, cache, ordered);
      const resolved = await resolveRequests<Said>(transaction, context, batch, ordered, early, times);
      const { decided } = resolved;
      if (!(await forgetPeople(transaction, context, cache, decided, times.now))) throw CONFLICT;
      const unsent = await readUnsent(transaction, decided, times.now);
      if (decided.length > 0 && !(await writeTurns(transaction, context, cache, decided, times)))
        throw CONFLICT;
      return { ...resolved, unsent };
    });
    for (const { request, version, life, logged, decision } of decided) {
      const conversation = {
        consultation: decision.consultation,
        version: version + 1,
        logged: logged + (decision.log?.length ?? 0),
      };
      cache.set(request.key, { conversation, life, address: request.address, person: request.person });
    }
    context.feed.notify(
      decided.flatMap(({ request, decision }) => ((decision.log?.length ?? 0) > 0 ? [request.key] : [])),
    );
    return requests.map((request) =>
      withUnsentBefore(results.get(request) ?? { kind: 'conflict' }, unsent.get(request.key)),
    );
  } catch (error) {
    if (error !== CONFLICT) throw error;
    return requests.map(() => ({ kind: 'conflict' }));
  }
}

function withUnsentBefore<Said>(
  result: TurnResult<Said>,
  unsentBefore: readonly number[] | undefined,
): TurnResult<Said> {
  return result.kind === 'taken' && unsentBefore !== undefined ? { ...result, unsentBefore } : result;
}

/** Thrown inside a transaction to roll it back. */
const CONFLICT = new Error('another process wrote the conversation first');

interface ResolvedRequests<Said> {
  readonly results: ReadonlyMap<TurnRequest<Said>, TurnResult<Said>>;
  /** The turns that must be written. */
  readonly decided: readonly DecidedTurn<Said>[];
}

async function resolveRequests<Said>(
  transaction: Transaction<Schema>,
  context: StoreContext,
  { conversations, taken }: BatchState,
  requests: readonly TurnRequest<Said>[],
  early: EarlyDecisions<Said>,
  times: CommitTimes,
): Promise<ResolvedRequests<Said>> {
  const results = new Map<TurnRequest<Said>, TurnResult<Said>>();
  const decided: DecidedTurn<Said>[] = [];
  for (const request of requests) {
    const { key, activityId } = request;
    const id = activityId === undefined ? undefined : inboundId(key, activityId);
    const version = id === undefined ? undefined : taken.get(id);
    if (version !== undefined) {
      const said = await readReply<Said>(transaction, key, version);
      results.set(request, { kind: 'repeated', version, said });
    } else if (id !== undefined && taken.has(hashId(id))) {
      results.set(request, { kind: 'forgotten' });
    } else {
      results.set(
        request,
        decideRequest({ ...context, ...times }, request, conversations.get(key), early, decided),
      );
    }
  }
  return { results, decided };
}

/** Decides a turn and adds it to `decided`. If it throws, only this turn fails: the rest of the batch is committed. */
function decideRequest<Said>(
  { newId, now }: StoreContext & CommitTimes,
  request: TurnRequest<Said>,
  before: ReadConversation | undefined,
  early: EarlyDecisions<Said>,
  decided: DecidedTurn<Said>[],
): TurnResult<Said> {
  try {
    const decision = decisionFor(early, request, before);
    if (decision === undefined) return { kind: 'unchanged' };
    const base = decision.forgets === undefined ? before : undefined;
    const [version, life] = [base?.version ?? 0, base?.life ?? newId()];
    const at = Math.max(now, before?.written_at ?? now);
    decided.push({ request, decision, version, life, logged: before?.logged ?? 0, at });
    return { kind: 'taken', said: decision.said, version: version + 1 };
  } catch (cause) {
    return { kind: 'failed', cause };
  }
}
