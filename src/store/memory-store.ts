import type { ConversationStore, StoredConversation } from '../turn/index.ts';

/** How much the memory store keeps; the oldest goes first. */
export interface MemoryBounds {
  readonly conversations: number;
  /** Activity ids of a conversation by which a redelivered activity is known. */
  readonly activityIds: number;
  /** Replies of a conversation that can be given again; they are what takes room, about 10 KB each. */
  readonly replies: number;
}

const BOUNDS: MemoryBounds = { conversations: 5_000, activityIds: 64, replies: 4 };

interface Entry<Said> {
  state: StoredConversation;
  /** In order of arrival. */
  readonly turns: Map<string, { said: Said | undefined; sent: boolean }>;
}

/** Conversations in the memory of this process; they are gone when it ends. */
export function createMemoryStore<Said>(bounds: MemoryBounds = BOUNDS): ConversationStore<Said> {
  // A Map keeps the order of insertion, so its first key is the conversation that was written longest ago.
  const conversations = new Map<string, Entry<Said>>();
  return {
    read: (key) => Promise.resolve(conversations.get(key)?.state),
    recall: (key, activityId) => Promise.resolve(conversations.get(key)?.turns.get(activityId)),
    write(key, { consultation, readVersion, activityId, said }) {
      const found = conversations.get(key);
      if ((found?.state.version ?? 0) !== readVersion) return Promise.resolve('conflict');
      const state = { consultation, version: readVersion + 1 };
      const entry: Entry<Said> = found ?? { state, turns: new Map() };
      entry.state = state;
      if (activityId !== undefined) remember(entry.turns, activityId, said, bounds);
      conversations.delete(key);
      conversations.set(key, entry);
      dropOldest(conversations, bounds.conversations);
      return Promise.resolve('written');
    },
    markSent(key, activityId) {
      const turn = conversations.get(key)?.turns.get(activityId);
      if (turn !== undefined) turn.sent = true;
      return Promise.resolve();
    },
    forget(key) {
      conversations.delete(key);
      return Promise.resolve();
    },
  };
}

function remember<Said>(
  turns: Entry<Said>['turns'],
  activityId: string,
  said: Said,
  bounds: MemoryBounds,
): void {
  turns.set(activityId, { said, sent: false });
  const tooOld = [...turns.values()].at(-1 - bounds.replies);
  if (tooOld !== undefined) tooOld.said = undefined;
  dropOldest(turns, bounds.activityIds);
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
