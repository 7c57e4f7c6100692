import type { Consultation } from '../core/index.ts';
import type { ConversationStore, StoredConversation } from './conversation-store.ts';
import type { Lanes } from './lanes.ts';

/** What turns need; one for the whole process. */
export interface Turns<Said> {
  readonly store: ConversationStore<Said>;
  /** Turns of one conversation. */
  readonly turns: Lanes;
  /** Replies of one conversation: they leave in the order of their turns, while the next turn may already be taken. */
  readonly deliveries: Lanes;
}

/** One inbound activity. */
export interface Inbound<Said> {
  /** The conversation. */
  readonly key: string;
  /** The channel's id of the activity; undefined where it gives none. */
  readonly activityId: string | undefined;
  /** The reply is the answer to the request itself, so a repeated request must be given it again. */
  readonly replyIsResponse: boolean;
  /** Decides the new state and the reply; undefined leaves the conversation as it is. May run again on a conflict. */
  readonly step: (
    before: StoredConversation | undefined,
  ) => { consultation: Consultation; said: Said } | undefined;
  readonly deliver: (said: Said) => Promise<void>;
}

/** So many processes would have to write one conversation at the same moment before a turn is given up. */
const ATTEMPTS = 5;

/**
 * Takes one turn: locks the conversation in order of arrival, leaves out what was already taken, advances, commits,
 * unlocks, and only then sends. An activity that comes again says nothing new: as a response it is given the stored
 * reply, otherwise only a reply that was never sent goes out. Rejects where the store, the step or the delivery fails;
 * after a failed delivery the turn stands and its reply is still unsent.
 */
export async function takeTurn<Said>(
  { store, turns, deliveries }: Turns<Said>,
  inbound: Inbound<Said>,
): Promise<void> {
  const { key, activityId, deliver, replyIsResponse } = inbound;
  const delivery = await turns.run(key, async () => {
    const earlier = activityId === undefined ? undefined : await store.recall(key, activityId);
    const said =
      earlier === undefined
        ? await commit(store, inbound)
        : replyIsResponse || !earlier.sent
          ? earlier.said
          : undefined;
    if (said === undefined) return undefined;
    const sending = deliveries.run(key, async () => {
      // The activity may have come again while its first reply was still on its way.
      if (
        activityId !== undefined &&
        !replyIsResponse &&
        (await store.recall(key, activityId))?.sent === true
      )
        return;
      await deliver(said);
      if (activityId !== undefined) await store.markSent(key, activityId);
    });
    // Wrapped, or awaiting the lane would await the sending and hold the lock meanwhile.
    return { sending };
  });
  await delivery?.sending;
}

async function commit<Said>(
  store: ConversationStore<Said>,
  { key, activityId, step }: Inbound<Said>,
): Promise<Said | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await store.read(key);
    const after = step(before);
    if (after === undefined) return undefined;
    const outcome = await store.write(key, { ...after, readVersion: before?.version ?? 0, activityId });
    if (outcome === 'written') return after.said;
  }
  throw new Error(`the conversation was written by others ${ATTEMPTS} times in a row`);
}
