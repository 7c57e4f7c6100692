import { setTimeout } from 'node:timers/promises';
import { REPLY_LEASE } from './outbox-constants.ts';
import type { TurnStore } from './turn-store.ts';
import type { Turns } from './turns.ts';

/** Sends replies that are still in the outbox: an earlier process did not send them, or the channel did not take them. */
export interface Sweeper {
  /** Goes through the outbox once; resolves to the number of replies it tried. Rejects if the store cannot be read. */
  sweep(): Promise<number>;
  /** Stops sweeping; resolves when the current sweep has ended. */
  stop(): Promise<void>;
}

export interface SweeperOptions<Said> {
  readonly store: Pick<TurnStore<Said>, 'claimDue'>;
  readonly turns: Pick<Turns<Said>, 'redeliver'>;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
  /** Sends a reply to its address; rejects if the channel does not take it. */
  readonly send: (address: string, said: Said) => Promise<void>;
  /** Called with the error if the store could not be read. The next sweep tries again. */
  readonly onFailure: (cause: unknown) => void;
  /** Resolves when turns that arrived meanwhile had their chance; waits a moment by default. */
  readonly pause?: () => Promise<unknown>;
}

/** The interval of the sweeps (milliseconds), and the largest number of replies in one. */
const INTERVAL = 2_000;
const BATCH_SIZE = 50;

/** The pause (milliseconds) before each reply is sent: turns that arrive meanwhile go first. */
const PAUSE = 4;

/** Sweeps at once and then at an interval. */
export function startSweeper<Said>({
  store,
  turns,
  now,
  send,
  onFailure,
  pause = () => setTimeout(PAUSE),
}: SweeperOptions<Said>): Sweeper {
  let isStopped = false;
  let sweeping: Promise<unknown> = Promise.resolve();
  const sweepAgain = () => {
    sweeping = sweeping.then(sweepUntilEmpty).catch(onFailure);
  };
  sweepAgain();
  const timer = setInterval(sweepAgain, INTERVAL);
  timer.unref();
  return {
    sweep,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await sweeping;
    },
  };

  /** The store hands out only the first unsent reply of each conversation: after a sweep the next ones may be due. */
  async function sweepUntilEmpty(): Promise<void> {
    while (!isStopped && (await sweep()) > 0);
  }

  async function sweep(): Promise<number> {
    const replies = await store.claimDue(now(), REPLY_LEASE, BATCH_SIZE);
    const sent: Promise<void>[] = [];
    for (const reply of replies) {
      await pause();
      sent.push(turns.redeliver(reply, () => send(reply.address, reply.said)));
    }
    await Promise.all(sent);
    return replies.length;
  }
}
