import { setTimeout } from 'node:timers/promises';
import { createGroupCommit } from './create-group-commit.ts';
import { createSender } from './create-sender.ts';
import { REPLY_LEASE } from './outbox-constants.ts';
import { StoreError, type ReplyName, type TurnRequest, type TurnResult } from './turn-store.ts';
import type { InboundTurn, TurnOutcome, TurnsOptions, Turns } from './turns.ts';

/** A turn is given up after other processes wrote its conversation first this many times in a row. */
const MAX_COMMIT_ATTEMPTS = 5;

/** The largest number of turns in one transaction. */
const MAX_BATCH_SIZE = 64;

/** Pauses (milliseconds) while a reply waits for the replies before it, which another process is sending. */
const DELIVERY_RETRY_PAUSES: readonly number[] = [25, 75, 200, 500];

/** If the store takes longer than this (milliseconds) to refuse a batch, it hangs, and single turns are not tried. */
const HUNG_AFTER = 1_000;

/**
 * Creates the turns of this process on a store.
 *
 * @example
 * const turns = createTurns<string>({ store, now: Date.now, concurrency: 1, onUndelivered: console.error });
 * await turns.run({
 *   key: makeKey('emulator', 'conversation 1'),
 *   activityId: 'activity 1',
 *   person: undefined,
 *   address: 'http://localhost:3979',
 *   decide: (before) => ({
 *     consultation: before?.consultation ?? NEW_CONSULTATION,
 *     said: `turns before this one: ${before?.version ?? 0}`,
 *     event: undefined,
 *   }),
 *   deliver: async (said) => console.log(said), // called after the commit
 * });
 */
export function createTurns<Said>(options: TurnsOptions<Said>): Turns<Said> {
  const { store, now, concurrency } = options;
  const commitInGroup = createGroupCommit<TurnRequest<Said>, CommitAttempt<Said>>(commitBatch, {
    concurrency,
    maxBatchSize: MAX_BATCH_SIZE,
  });
  const pending = createPendingWork();
  const sender = createSender(options);

  return {
    run: (turn) => pending.track(runTurn(turn)),
    redeliver: (reply, send) => pending.track(sender.send(reply, send, 'for-mark')),
    forget: (key) => pending.track(store.forget(key, now())),
    whenIdle: async () => {
      await pending.whenIdle();
      await sender.whenIdle();
    },
  };

  async function runTurn(turn: InboundTurn<Said>): Promise<TurnOutcome<Said>> {
    const result = await commitWithRetries(turn);
    switch (result.kind) {
      case 'unchanged':
      case 'forgotten':
        return { kind: result.kind, said: undefined };
      case 'taken':
      case 'repeated':
        return { kind: result.kind, said: await deliverReply(turn, result) };
    }
  }

  /** Sends the reply to its address. Without an address it is the response to the request, and is returned. */
  async function deliverReply(
    { key, address, deliver }: InboundTurn<Said>,
    result: ResultWithReply<Said>,
  ): Promise<Said | undefined> {
    const { said, version } = result;
    if (said === undefined || address === undefined) return said;
    const reply = { key, version, attempts: 1 };
    if (await mayDeliver(reply, result)) await sender.send(reply, () => deliver(said));
    return undefined;
  }

  /** Whether this process may send the reply now. */
  async function mayDeliver(reply: ReplyName, result: ResultWithReply<Said>): Promise<boolean> {
    if (result.kind === 'repeated') return claimReply(reply);
    if (sender.ownsAll(reply.key, result.unsentBefore ?? [])) return true;
    await sender.giveBack(reply);
    // Usually another process is just sending the reply before this one. If that takes longer, the sweeper sends this one.
    for (const pause of DELIVERY_RETRY_PAUSES) {
      await setTimeout(pause);
      if (await claimReply(reply)) return true;
    }
    return false;
  }

  /** Takes the reply's lease. If the store cannot be reached now, the sweeper sends the reply later. */
  async function claimReply(reply: ReplyName): Promise<boolean> {
    return store.claimReply(reply, now(), REPLY_LEASE).catch(() => false);
  }

  async function commitWithRetries(request: TurnRequest<Said>): Promise<FinalResult<Said>> {
    for (let attempt = 0; attempt < MAX_COMMIT_ATTEMPTS; attempt += 1) {
      const result = await commitInGroup(request);
      if (result.kind === 'refused') throw new StoreError(result.cause);
      if (result.kind === 'failed') throw result.cause;
      if (result.kind !== 'conflict') return result;
    }
    throw new StoreError(
      new Error(
        `gave up: other processes wrote the conversation ${String(MAX_COMMIT_ATTEMPTS)} times in a row`,
      ),
    );
  }

  /** Commits a batch. If that fails, commits each of its turns alone, so that one bad turn does not fail the others. */
  async function commitBatch(batch: readonly TurnRequest<Said>[]): Promise<readonly CommitAttempt<Said>[]> {
    const begun = now();
    const together = await tryCommit(batch);
    if (batch.length === 1 || !together.some(isUncommitted)) return together;
    // No single turn is the cause then, and the channel does not wait much longer.
    if (now() - begun > HUNG_AFTER) return together;
    const alone: CommitAttempt<Said>[] = [];
    for (const [i, request] of batch.entries()) {
      // Two refusals in a row: the store is out of reach, and trying the other turns would only take time.
      const last = alone.at(-1);
      const isOutOfReach = last?.kind === 'refused' && alone.at(-2)?.kind === 'refused';
      const first = together[i];
      if (first !== undefined && !isUncommitted(first)) alone.push(first);
      else alone.push(...(isOutOfReach ? [last] : await tryCommit([request])));
    }
    return alone;
  }

  async function tryCommit(batch: readonly TurnRequest<Said>[]): Promise<readonly CommitAttempt<Said>[]> {
    try {
      return await store.commitTurns(batch, now(), REPLY_LEASE);
    } catch (cause) {
      return batch.map(() => ({ kind: 'refused', cause }));
    }
  }
}

/** The result of a turn that needs no further attempt. */
type FinalResult<Said> = Exclude<TurnResult<Said>, { kind: 'conflict' | 'failed' }>;

type ResultWithReply<Said> = Extract<TurnResult<Said>, { kind: 'taken' | 'repeated' }>;

/** The result of one attempt; `refused`: the store could not be reached or written. */
type CommitAttempt<Said> = TurnResult<Said> | { readonly kind: 'refused'; readonly cause: unknown };

function isUncommitted({ kind }: CommitAttempt<unknown>): boolean {
  return kind === 'conflict' || kind === 'refused';
}

/** Tracks promises until they end. */
function createPendingWork() {
  const promises = new Set<Promise<void>>();
  return {
    /** Returns the same promise. */
    track<T>(promise: Promise<T>): Promise<T> {
      const leave = (): void => {
        promises.delete(ended);
      };
      const ended: Promise<void> = promise.then(leave, leave);
      promises.add(ended);
      return promise;
    },
    /** Resolves when every promise has ended, including those that were added meanwhile. */
    async whenIdle(): Promise<void> {
      while (promises.size > 0) await Promise.all(promises);
    },
  };
}
