import { LEASE } from './lease.ts';
import type { Turns } from './turns.ts';
import type { TurnStore } from './turn-store.ts';

/** Sends what an earlier process committed and did not send, and what the channel did not take. */
export interface Sweeper {
  /** Looks through the outbox once; resolves with how many replies it tried. Rejects where the store cannot be read. */
  sweep(): Promise<number>;
  /** Ends the sweeping; resolves when a sweep in flight has ended. */
  stop(): Promise<void>;
}

export interface SweeperParts<Said> {
  readonly store: TurnStore<Said>;
  readonly turns: Turns<Said>;
  readonly now: () => number;
  /** Sends a reply to its address; rejects where the channel does not take it. */
  readonly send: (address: string, said: Said) => Promise<void>;
  /** Told where the store could not be read; the next sweep tries again. */
  readonly onFailure: (cause: unknown) => void;
}

/** So often (milliseconds) the outbox is looked through, and so many replies at once. */
const INTERVAL = 2_000;
const AT_ONCE = 100;

/** Sweeps at once, and then again and again. */
export function startSweeper<Said>(parts: SweeperParts<Said>): Sweeper {
  const { store, turns, now, send, onFailure } = parts;
  let isStopped = false;
  let sweeping: Promise<unknown> = Promise.resolve();
  const again = () => {
    sweeping = sweeping.then(sweepOut).catch(onFailure);
  };
  again();
  const timer = setInterval(again, INTERVAL);
  timer.unref();
  return {
    sweep,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await sweeping;
    },
  };

  /** Of each conversation one reply is due at a time, so after each sweep there may be more. */
  async function sweepOut(): Promise<void> {
    while (!isStopped && (await sweep()) > 0);
  }

  async function sweep(): Promise<number> {
    const replies = await store.claimDue(now(), LEASE, AT_ONCE);
    await Promise.all(replies.map((reply) => turns.redeliver(reply, () => send(reply.address, reply.said))));
    return replies.length;
  }
}
