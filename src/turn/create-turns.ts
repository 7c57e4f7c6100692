import { setTimeout } from 'node:timers/promises';
import { createBatcher } from './batcher.ts';
import { createInFlight } from './in-flight.ts';
import { createSender } from './create-sender.ts';
import { LEASE } from './lease.ts';
import { StoreError } from './store-error.ts';
import type { ReplyName, Taken, TurnRequest } from './turn-store.ts';
import type { Inbound, Outcome, TurnParts, Turns } from './turns.ts';

/** So many processes would have to write one conversation at the same moment before a turn is given up. */
const ATTEMPTS = 5;

/** Turns of so many conversations are committed together at most. */
const LARGEST_BATCH = 64;

/** When (milliseconds) a reply is tried again that must not overtake another. */
const WAITS: readonly number[] = [25, 75, 200, 500];

/** A store that takes longer than this (milliseconds) to refuse turns has hung. */
const QUICK = 1_000;

/** Turns on a store. */
export function createTurns<Said>(parts: TurnParts<Said>): Turns<Said> {
  const { store, now, width } = parts;
  const takeTogether = createBatcher<TurnRequest<Said>, Attempted<Said>>(takeBatch, {
    width,
    largest: LARGEST_BATCH,
  });
  const inFlight = createInFlight();
  const sender = createSender(parts);

  return {
    take: (inbound) => inFlight.watch(takeOne(inbound)),
    redeliver: (reply, send) => inFlight.watch(sender.send(reply, send, 'for-mark')),
    forget: (key) => inFlight.watch(store.forget(key, now())),
    settled: async () => {
      await inFlight.settled();
      await sender.settled();
    },
  };

  async function takeOne(inbound: Inbound<Said>): Promise<Outcome<Said>> {
    const taken = await commit(inbound);
    switch (taken.kind) {
      case 'unchanged':
      case 'forgotten':
        return { kind: taken.kind, said: undefined };
      case 'taken':
      case 'repeated':
        return { kind: taken.kind, said: await say(inbound, taken) };
    }
  }

  /** Sends what is said, or returns it where it is the response to the request. */
  async function say(
    { key, address, deliver }: Inbound<Said>,
    taken: Extract<Taken<Said>, { kind: 'taken' | 'repeated' }>,
  ): Promise<Said | undefined> {
    const { said, version } = taken;
    if (said === undefined || address === undefined) return said;
    const reply = { key, version, attempts: 1 };
    if (await mayGo(reply, taken)) await sender.send(reply, () => deliver(said));
    return undefined;
  }

  /** Whether the reply is this process's to send, now. */
  async function mayGo(
    reply: ReplyName,
    taken: Extract<Taken<Said>, { kind: 'taken' | 'repeated' }>,
  ): Promise<boolean> {
    if (taken.kind === 'repeated') return claim(reply);
    if (sender.holds(reply.key, taken.behind ?? [])) return true;
    await sender.putBack(reply);
    // Mostly the one before is on its way. What takes longer is left to the sweeper.
    for (const wait of WAITS) {
      await setTimeout(wait);
      if (await claim(reply)) return true;
    }
    return false;
  }

  /** The activity came again, and the store may be gone by now: the sweeper has the reply in any case. */
  async function claim(reply: ReplyName): Promise<boolean> {
    return store.claimReply(reply, now(), LEASE).catch(() => false);
  }

  async function commit(request: TurnRequest<Said>): Promise<Final<Said>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const taken = await takeTogether(request);
      if (taken.kind === 'refused') throw new StoreError(taken.cause);
      if (taken.kind === 'failed') throw taken.cause;
      if (taken.kind !== 'conflict') return taken;
    }
    throw new StoreError(new Error(`written by others ${String(ATTEMPTS)} times in a row`));
  }

  /** One request that the store refuses must not take the others of its batch down. */
  async function takeBatch(batch: readonly TurnRequest<Said>[]): Promise<readonly Attempted<Said>[]> {
    const begun = now();
    const together = await attempt(batch);
    if (batch.length === 1 || !together.some(isUntaken)) return together;
    // Not what a request is refused for, and whoever delivered them does not wait much longer.
    if (now() - begun > QUICK) return together;
    const alone: Attempted<Said>[] = [];
    for (const [i, request] of batch.entries()) {
      // Twice in a row: then it is not the request but the store, and the others need not wait for it too.
      const last = alone.at(-1);
      const isGone = last?.kind === 'refused' && alone.at(-2)?.kind === 'refused';
      const settled = together[i];
      if (settled !== undefined && !isUntaken(settled)) alone.push(settled);
      else alone.push(...(isGone ? [last] : await attempt([request])));
    }
    return alone;
  }

  async function attempt(batch: readonly TurnRequest<Said>[]): Promise<readonly Attempted<Said>[]> {
    try {
      return await store.take(batch, now(), LEASE);
    } catch (cause) {
      return batch.map(() => ({ kind: 'refused', cause }));
    }
  }
}

/** What a turn ends with. */
type Final<Said> = Exclude<Taken<Said>, { kind: 'conflict' | 'failed' }>;

/** What came of trying; `refused`: the store could not be reached or written. */
type Attempted<Said> = Taken<Said> | { readonly kind: 'refused'; readonly cause: unknown };

function isUntaken({ kind }: Attempted<unknown>): boolean {
  return kind === 'conflict' || kind === 'refused';
}
