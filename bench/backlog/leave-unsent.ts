import { NEW_CONSULTATION } from '../../src/core/index.ts';
import { openStore } from '../../src/store/index.ts';
import { makeKey } from '../../src/turn/index.ts';

/** How many replies each conversation has, and how many conversations one transaction writes. */
const EACH = 10;
const TOGETHER = 50;

/** Writes replies that wait to be sent to `serviceUrl`, as turns leave them behind when the channel is away. */
export async function leaveUnsent(
  place: { readonly databaseUrl: string | undefined; readonly file: string },
  replies: number,
  serviceUrl: string,
): Promise<void> {
  const store = await openStore<object>({ ...place, onIdleError: () => undefined });
  const conversations = replies / EACH;
  for (let turn = 0; turn < EACH; turn += 1)
    for (let from = 0; from < conversations; from += TOGETHER)
      await store.commitTurns(
        Array.from({ length: Math.min(TOGETHER, conversations - from) }, (_, i) => {
          const conversation = `waiting ${String(from + i)}`;
          return {
            key: makeKey('emulator', conversation),
            activityId: String(turn),
            person: undefined,
            address: JSON.stringify({ serviceUrl, conversation }),
            decide: (before) => ({
              consultation: before?.consultation ?? NEW_CONSULTATION,
              said: [reply(conversation, `${conversation} ${String(turn)}`)],
              event: undefined,
            }),
          };
        }),
        Date.now() - 60_000,
        0,
      );
  await store.close();
}

function reply(conversation: string, replyToId: string): object {
  return {
    type: 'message',
    conversation: { id: conversation },
    from: { id: 'bot' },
    recipient: { id: 'user' },
    replyToId,
    text: 'x'.repeat(3_000),
  };
}
