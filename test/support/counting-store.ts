import type { TurnStore } from '../../src/turn/index.ts';
import { memoryStore } from './running-bot.ts';
import type { ReplyActivities } from '../../src/bot/index.ts';

/** A store in memory that counts how often it is used. */
export interface CountingStore {
  readonly store: TurnStore<ReplyActivities>;
  runs(): number;
}

export async function countingStore(): Promise<CountingStore> {
  const inner = await memoryStore();
  let runs = 0;
  const store: TurnStore<ReplyActivities> = {
    ...inner,
    commitTurns: (requests, now, lease) => {
      runs += requests.length;
      return inner.commitTurns(requests, now, lease);
    },
    forget: (key, now) => {
      runs += 1;
      return inner.forget(key, now);
    },
  };
  return { store, runs: () => runs };
}
