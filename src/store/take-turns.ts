import type { Transaction } from 'kysely';
import type { Step, Taken, TurnRequest } from '../turn/index.ts';
import type { SqlParts, TurnParts } from './create-sql-store.ts';
import { foresee, stepUpon, type Foresight } from './foresee.ts';
import { forgetPeople } from './forget-people.ts';
import { hashedId, inboundId } from './inbound-id.ts';
import { readBatch, readReply, type Batch, type LivingConversation } from './read-batch.ts';
import { readUnsent } from './read-unsent.ts';
import type { Recent } from './recent.ts';
import type { Schema } from './schema.ts';
import { writeTurns, type Times } from './write-turns.ts';

/** A turn that is to be written: its request, what it leads to, and the conversation that it is written upon. */
export interface Decided<Said> {
  readonly request: TurnRequest<Said>;
  readonly step: Step<Said>;
  /** 0: there is none, or none any more when it is written. */
  readonly version: number;
  readonly life: string;
  readonly logged: number;
}

/**
 * Takes turns in one transaction: locks their conversations, leaves out what was already taken, decides, and writes
 * them together. Where another process was quicker with one of them, nothing is written and all are told `conflict`.
 */
export async function takeTurns<Said>(
  parts: TurnParts,
  recent: Recent,
  requests: readonly TurnRequest<Said>[],
  times: Times,
): Promise<readonly Taken<Said>[]> {
  // In the order of their keys, or two processes could wait for each other's locks.
  const ordered = requests.length === 1 ? requests : [...requests].sort((a, b) => (a.key < b.key ? -1 : 1));
  const foresight = foresee(recent, ordered);
  try {
    const { results, decided, unsent } = await parts.db.transaction().execute(async (transaction) => {
      const batch = await readBatch(transaction, parts, recent, ordered);
      const judged = await judge<Said>(transaction, parts, batch, ordered, foresight);
      const { decided } = judged;
      if (!(await forgetPeople(transaction, parts, recent, decided, times.now))) throw CONFLICT;
      const unsent = await readUnsent(transaction, decided, times.now);
      if (decided.length > 0 && !(await writeTurns(transaction, parts, recent, decided, times)))
        throw CONFLICT;
      return { ...judged, unsent };
    });
    for (const { request, version, life, logged, step } of decided) {
      const conversation = {
        consultation: step.consultation,
        version: version + 1,
        logged: logged + (step.log?.length ?? 0),
      };
      recent.keep(request.key, { conversation, life, address: request.address, person: request.person });
    }
    parts.feed.tell(
      decided.flatMap(({ request, step }) => ((step.log?.length ?? 0) > 0 ? [request.key] : [])),
    );
    return requests.map((request) =>
      behind(results.get(request) ?? { kind: 'conflict' }, unsent.get(request.key)),
    );
  } catch (error) {
    if (error !== CONFLICT) throw error;
    return requests.map(() => ({ kind: 'conflict' }));
  }
}

function behind<Said>(taken: Taken<Said>, unsent: readonly number[] | undefined): Taken<Said> {
  return taken.kind === 'taken' && unsent !== undefined ? { ...taken, behind: unsent } : taken;
}

/** Thrown to roll a transaction back. */
const CONFLICT = new Error('another process wrote the conversation first');

interface Judged<Said> {
  readonly results: ReadonlyMap<TurnRequest<Said>, Taken<Said>>;
  readonly decided: readonly Decided<Said>[];
}

async function judge<Said>(
  transaction: Transaction<Schema>,
  parts: SqlParts,
  { conversations, taken }: Batch,
  requests: readonly TurnRequest<Said>[],
  foresight: Foresight<Said>,
): Promise<Judged<Said>> {
  const results = new Map<TurnRequest<Said>, Taken<Said>>();
  const decided: Decided<Said>[] = [];
  for (const request of requests) {
    const { key, activityId } = request;
    const id = activityId === undefined ? undefined : inboundId(key, activityId);
    const version = id === undefined ? undefined : taken.get(id);
    if (version !== undefined) {
      const said = await readReply<Said>(transaction, key, version);
      results.set(request, { kind: 'repeated', version, said });
    } else if (id !== undefined && taken.has(hashedId(id))) {
      results.set(request, { kind: 'forgotten' });
    } else {
      results.set(request, decide(parts, request, conversations.get(key), foresight, decided));
    }
  }
  return { results, decided };
}

/** Adds the turn to what is to be written. A step that throws fails alone: the others of the batch are taken. */
function decide<Said>(
  { newId }: SqlParts,
  request: TurnRequest<Said>,
  before: LivingConversation | undefined,
  foresight: Foresight<Said>,
  decided: Decided<Said>[],
): Taken<Said> {
  try {
    const step = stepUpon(foresight, request, before);
    if (step === undefined) return { kind: 'unchanged' };
    const base = step.forgets === undefined ? before : undefined;
    const [version, life] = [base?.version ?? 0, base?.life ?? newId()];
    decided.push({ request, step, version, life, logged: before?.logged ?? 0 });
    return { kind: 'taken', said: step.said, version: version + 1 };
  } catch (cause) {
    return { kind: 'failed', cause };
  }
}
