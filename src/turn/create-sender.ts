import { createLanes } from './lanes.ts';
import { LEASE } from './lease.ts';
import { NEVER } from './never.ts';
import type { ReplyName } from './turn-store.ts';
import type { TurnParts } from './turns.ts';

/** A reply that this process has taken. */
export interface OwnReply extends ReplyName {
  /** Attempts to send it, this one included. */
  readonly attempts: number;
}

/** Sends replies that this process has taken. */
export interface Sender {
  /** Sends in the order of the conversation, then marks as sent, or gives the reply back. Never rejects. */
  send(reply: OwnReply, send: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is on its way and everything that was sent is marked. */
  settled(): Promise<void>;
}

/** The first wait before a reply is tried again, and the longest, in milliseconds. */
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 3_600_000;

/** After so many attempts, some hours later, nobody waits for the reply any more. */
const MOST_ATTEMPTS = 12;

/** Replies of one conversation leave one after another, while the next turn may already be taken. */
export function createSender({
  store,
  now,
  onUndelivered,
}: Pick<TurnParts<unknown>, 'store' | 'now' | 'onUndelivered'>): Sender {
  const lanes = createLanes();
  let unmarked: ReplyName[] = [];
  let marking: Promise<void> | undefined;

  return {
    send(reply, send) {
      const taken = now();
      return lanes.run(reply.key, async () => {
        // Too long behind others: another process may have it by the time that it would be sent.
        if (now() - taken > LEASE / 3) return giveBack(reply, now());
        try {
          await send();
        } catch (cause) {
          onUndelivered(cause);
          return giveBack(reply, dueAgain(reply.attempts));
        }
        unmarked.push(reply);
        marking ??= mark();
      });
    },
    async settled() {
      await lanes.settled();
      while (marking !== undefined) await marking;
    },
  };

  /** A reply that cannot be given back comes free with the end of its lease. */
  function giveBack(reply: ReplyName, dueAt: number): Promise<void> {
    return store.release(reply, dueAt).catch(onUndelivered);
  }

  /** Marks together what was sent meanwhile. A reply that cannot be marked is sent once more. */
  async function mark(): Promise<void> {
    while (unmarked.length > 0) {
      const replies = unmarked;
      unmarked = [];
      await store.markSent(replies, now()).catch(onUndelivered);
    }
    marking = undefined;
  }

  function dueAgain(attempts: number): number {
    if (attempts >= MOST_ATTEMPTS) return NEVER;
    return now() + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempts - 1));
  }
}
