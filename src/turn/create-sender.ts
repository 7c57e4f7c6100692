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
  /**
   * Sends in the order of the conversation, then marks as sent, or gives the reply back. Resolves when it is sent; where
   * it `waits`, when it is marked too. Never rejects.
   */
  send(reply: OwnReply, send: () => Promise<void>, waits?: 'for-mark'): Promise<void>;
  /** Whether all these replies of a conversation are in the hands of this process, which sends them in order. */
  holds(key: string, versions: readonly number[]): boolean;
  /** Gives a reply back that is not to be sent yet: it follows from the outbox. Never rejects. */
  putBack(reply: ReplyName): Promise<void>;
  /** Resolves when nothing is on its way and everything that was sent is marked. */
  settled(): Promise<void>;
}

/** The first wait before a reply is tried again, and the longest, in milliseconds. */
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 3_600_000;

/** So many replies are marked by one statement. */
const MOST_MARKS = 100;

/** After so many attempts, some hours later, nobody waits for the reply any more. */
const MOST_ATTEMPTS = 12;

/** Replies of one conversation leave one after another, while the next turn may already be taken. */
export function createSender({
  store,
  now,
  onUndelivered,
}: Pick<TurnParts<unknown>, 'store' | 'now' | 'onUndelivered'>): Sender {
  const lanes = createLanes();
  /** Versions that are taken and neither marked nor given back, by conversation. */
  const inHand = new Map<string, Set<number>>();
  /** Sent, and not marked yet: they are not sent again, even where the store gives them out. */
  const unmarked = new Map<string, ReplyName>();
  let marking: Promise<void> | undefined;

  return {
    send(reply, send, waits) {
      const taken = now();
      keepInHand(reply);
      return lanes.run(reply.key, async () => {
        if (unmarked.has(nameOf(reply))) {
          await markTogether([reply]);
          return;
        }
        // Too long behind others: another process may have it by the time that it would be sent.
        if (now() - taken > LEASE / 3) return giveBack(reply, now());
        try {
          await send();
        } catch (cause) {
          onUndelivered(cause);
          return giveBack(reply, dueAgain(reply.attempts));
        }
        unmarked.set(nameOf(reply), reply);
        if (waits === 'for-mark') await markTogether([reply]);
        else marking ??= mark();
      });
    },
    holds: (key, versions) => versions.every((version) => inHand.get(key)?.has(version) === true),
    putBack: (reply) => giveBack(reply, now()),
    async settled() {
      await lanes.settled();
      while (marking !== undefined) await marking;
    },
  };

  /** A reply that cannot be given back comes free with the end of its lease. */
  async function giveBack(reply: ReplyName, dueAt: number): Promise<void> {
    await store.release(reply, dueAt).catch(onUndelivered);
    letGo(reply);
  }

  function keepInHand({ key, version }: ReplyName): void {
    const versions = inHand.get(key) ?? new Set();
    inHand.set(key, versions.add(version));
  }

  function letGo({ key, version }: ReplyName): void {
    const versions = inHand.get(key);
    versions?.delete(version);
    if (versions?.size === 0) inHand.delete(key);
  }

  /** Marks together what was sent meanwhile. What cannot be marked is marked with the next, or when it is due again. */
  async function mark(): Promise<void> {
    let isMarked = true;
    while (isMarked && unmarked.size > 0)
      isMarked = await markTogether([...unmarked.values()].slice(0, MOST_MARKS));
    marking = undefined;
  }

  async function markTogether(replies: readonly ReplyName[]): Promise<boolean> {
    try {
      await store.markSent(replies, now());
    } catch (cause) {
      onUndelivered(cause);
      return false;
    }
    for (const reply of replies) {
      unmarked.delete(nameOf(reply));
      letGo(reply);
    }
    return true;
  }

  function dueAgain(attempts: number): number {
    if (attempts >= MOST_ATTEMPTS) return NEVER;
    return now() + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempts - 1));
  }
}

function nameOf({ key, version }: ReplyName): string {
  return `${key} ${String(version)}`;
}
