import { createBackoff } from '../../../../../src/web/chat/connection/backoff.ts';
import type { KeyValueStorage } from '../../../../../src/web/chat/connection/browser.ts';
import { openBrowserStorage } from '../../../../../src/web/chat/connection/browser-storage.ts';
import { openCurrentSession } from '../../../../../src/web/chat/connection/current-session.ts';
import { joinConversation } from '../../../../../src/web/chat/connection/direct-line.ts';
import { openOutbox } from '../../../../../src/web/chat/connection/outbox.ts';
import { fieldOf } from '../../../../../src/web/chat/connection/read-field.ts';
import { fakeBrowser } from '../fake-browser.ts';
import type { Call, FakeServer } from '../fake-server.ts';

/** A tab with a session and an outbox. Its conversation has started, unless `started` is false. */
export async function openOutboxTab(
  server: FakeServer,
  store: KeyValueStorage,
  { started } = { started: true },
) {
  const browser = fakeBrowser(server, store);
  const storage = openBrowserStorage(browser);
  const backoff = createBackoff();
  const session = openCurrentSession(browser, storage, backoff, {
    onProblem: () => undefined,
    onNewConversation: () => undefined,
  });
  const start = async () => {
    const current = await session.get();
    await joinConversation(browser, current, undefined);
    session.markStarted(current);
  };
  const refused: (string | undefined)[] = [];
  const stuck: boolean[] = [];
  if (started) await start();
  const outbox = openOutbox(browser, storage, session, backoff, {
    onRefused: ({ activity }) => refused.push(activity.text),
    onStuck: (isStuck) => stuck.push(isStuck),
  });
  const say = (...texts: readonly string[]) => {
    for (const text of texts) {
      const clientActivityID = crypto.randomUUID();
      outbox.add({
        clientActivityID,
        activity: { type: 'message', text, channelData: { clientActivityID } },
      });
    }
  };
  return { browser, storage, outbox, say, start, refused, stuck };
}

/** The messages that were sent to a server. */
export function postsTo(server: FakeServer): readonly Call[] {
  return server.callsOf('/activities');
}

export const textOf = ({ body }: Call) => fieldOf(body, 'text');
export const idOf = ({ body }: Call) => fieldOf(fieldOf(body, 'channelData'), 'clientActivityID');

/** The names of the unsent messages in a store. */
export function unsentIn(store: KeyValueStorage): readonly string[] {
  return Object.keys(store).filter((name) => name.includes('unsent'));
}
