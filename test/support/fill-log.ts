import { NEW_CONSULTATION } from '../../src/core/index.ts';
import { directLineKey } from '../../src/directline/index.ts';
import type { ReplyActivities } from '../../src/bot/index.ts';
import type { TurnStore } from '../../src/turn/index.ts';

/** Writes so many messages into the log of a Direct Line conversation: `m0`, `m1` …, each padded with spaces to `length`. */
export async function fillLog(
  store: Pick<TurnStore<ReplyActivities>, 'commitTurns'>,
  conversation: string,
  count: number,
  length = 0,
): Promise<void> {
  const log = Array.from({ length: count }, (_, i) => ({
    type: 'message',
    id: `${conversation}|m${String(i)}`,
    text: `m${String(i)}`.padEnd(length),
    conversation: { id: conversation },
    from: { id: 'waymark', role: 'bot' },
  }));
  const [result] = await store.commitTurns(
    [
      {
        key: directLineKey({ conversation, user: '' }),
        activityId: undefined,
        person: undefined,
        address: undefined,
        decide: (before) => ({
          consultation: before?.consultation ?? NEW_CONSULTATION,
          said: [],
          event: undefined,
          log,
        }),
      },
    ],
    Date.now(),
    0,
  );
  if (result?.kind !== 'taken') throw new Error(`the log was not filled: ${String(result?.kind)}`);
}
