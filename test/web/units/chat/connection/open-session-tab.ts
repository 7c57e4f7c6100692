import { createBackoff } from '../../../../../src/web/chat/connection/backoff.ts';
import type { KeyValueStorage } from '../../../../../src/web/chat/connection/browser.ts';
import { openBrowserStorage } from '../../../../../src/web/chat/connection/browser-storage.ts';
import { openCurrentSession } from '../../../../../src/web/chat/connection/current-session.ts';
import { joinConversation } from '../../../../../src/web/chat/connection/direct-line.ts';
import { fakeBrowser } from '../fake-browser.ts';
import type { FakeServer } from '../fake-server.ts';

/** The session of one tab, and what it told. */
export function openSessionTab(server: FakeServer, store: KeyValueStorage) {
  const browser = fakeBrowser(server, store);
  const storage = openBrowserStorage(browser);
  const told: string[] = [];
  const session = openCurrentSession(browser, storage, createBackoff(), {
    onProblem: (problem) => told.push(problem),
    onNewConversation: () => told.push('new conversation'),
  });
  return { browser, storage, session, told };
}

type SessionTab = ReturnType<typeof openSessionTab>;

/** Starts the conversation of a tab, as the stream does. */
export async function started(tab: SessionTab): Promise<SessionTab> {
  const session = await tab.session.get();
  await joinConversation(tab.browser, session, undefined);
  tab.session.markStarted(session);
  return tab;
}
