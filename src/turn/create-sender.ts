import { setTimeout } from 'node:timers/promises';
import { createKeyedQueue } from './create-keyed-queue.ts';
import { NEVER_DUE, REPLY_LEASE } from './outbox-constants.ts';
import type { ReplyName } from './turn-store.ts';
import type { TurnsOptions } from './turns.ts';

/** A reply whose lease this process holds. */
export interface LeasedReply extends ReplyName {
  /** The number of attempts to send it, including this one. */
  readonly attempts: number;
}

/** Sends replies whose lease this process holds. */
export interface Sender {
  /**
   * Sends the reply after the earlier ones of its conversation, and then marks it as sent. If the channel does not take
   * it, its lease is given up and it is due again later. Resolves when it is sent; with `for-mark`, when it is also
   * marked. Never rejects.
   */
  send(reply: LeasedReply, send: () => Promise<void>, waits?: 'for-mark'): Promise<void>;
  /** Whether this process holds the leases of all these replies of a conversation; then it sends them in order. */
  ownsAll(key: string, versions: readonly number[]): boolean;
  /** Gives up the lease of a reply that must not be sent yet: the sweeper sends it later. Never rejects. */
  giveBack(reply: ReplyName): Promise<void>;
  /** Resolves when no reply is being sent and every sent reply is marked. */
  whenIdle(): Promise<void>;
}

/** The first and the longest pause before a reply is tried again, in milliseconds. Each pause doubles the one before. */
const FIRST_RETRY = 5_000;
const LONGEST_RETRY = 3_600_000;

/** The largest number of replies that one statement marks. */
const MARK_BATCH_SIZE = 100;

/** How long (milliseconds) replies of a backlog are gathered before they are marked: turns wait for each such write. */
const GATHERING = 50;

/** After this many attempts (some hours) a reply is given up. */
const MAX_ATTEMPTS = 12;

/** Creates a sender. The replies of a conversation are sent one after another, while later turns may already run. */
export function createSender({
  store,
  now,
  onUndelivered,
}: Pick<TurnsOptions<unknown>, 'store' | 'now' | 'onUndelivered'>): Sender {
  const queue = createKeyedQueue();
  /** Versions whose lease this process holds, by conversation. */
  const owned = new Map<string, Set<number>>();
  /** Replies that are sent but not marked yet. They are not sent again, even if the store hands them out again. */
  const unmarked = new Map<string, ReplyName>();
  /** Called, by name of the reply, when it is marked or could not be marked. */
  const awaiting = new Map<string, () => void>();
  let marking: Promise<void> | undefined;

  return {
    send(reply, send, waits) {
      const queuedAt = now();
      own(reply);
      return queue.run(reply.key, async () => {
        if (unmarked.has(nameOf(reply))) return markTogether(reply);
        // It waited too long behind other replies: the lease could end, and another process send it too.
        if (now() - queuedAt > REPLY_LEASE / 3) return release(reply, now());
        try {
          await send();
        } catch (cause) {
          onUndelivered(cause);
          return release(reply, nextAttemptAt(reply.attempts));
        }
        unmarked.set(nameOf(reply), reply);
        if (waits === 'for-mark') await markTogether(reply);
        else marking ??= markAllSent();
      });
    },
    ownsAll: (key, versions) => versions.every((version) => owned.get(key)?.has(version) === true),
    giveBack: (reply) => release(reply, now()),
    async whenIdle() {
      await queue.whenIdle();
      while (marking !== undefined) await marking;
    },
  };

  /** If the store cannot be reached, the lease ends by itself. */
  async function release(reply: ReplyName, dueAt: number): Promise<void> {
    await store.release(reply, dueAt).catch(onUndelivered);
    disown(reply);
  }

  function own({ key, version }: ReplyName): void {
    const versions = owned.get(key) ?? new Set();
    owned.set(key, versions.add(version));
  }

  function disown({ key, version }: ReplyName): void {
    const versions = owned.get(key);
    versions?.delete(version);
    if (versions?.size === 0) owned.delete(key);
  }

  /** Marks a reply together with others that are sent by then: a backlog would else take a transaction for each reply. */
  function markTogether(reply: ReplyName): Promise<void> {
    return new Promise((resolve) => {
      awaiting.set(nameOf(reply), resolve);
      marking ??= setTimeout(GATHERING).then(markAllSent);
    });
  }

  /** Marks in batches until nothing is left. After a failure the rest is marked with the next reply, or when it is due again. */
  async function markAllSent(): Promise<void> {
    let isMarked = true;
    while (isMarked && unmarked.size > 0)
      isMarked = await markSent([...unmarked.values()].slice(0, MARK_BATCH_SIZE));
    marking = undefined;
    for (const marked of awaiting.values()) marked();
    awaiting.clear();
  }

  async function markSent(replies: readonly ReplyName[]): Promise<boolean> {
    try {
      await store.markSent(replies, now());
    } catch (cause) {
      onUndelivered(cause);
      return false;
    }
    for (const reply of replies) {
      const name = nameOf(reply);
      unmarked.delete(name);
      disown(reply);
      awaiting.get(name)?.();
      awaiting.delete(name);
    }
    return true;
  }

  function nextAttemptAt(attempts: number): number {
    if (attempts >= MAX_ATTEMPTS) return NEVER_DUE;
    return now() + Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (attempts - 1));
  }
}

function nameOf({ key, version }: ReplyName): string {
  return `${key} ${String(version)}`;
}
