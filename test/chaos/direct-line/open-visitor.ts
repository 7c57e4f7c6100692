import { pause } from '../support/instance.ts';
import { createAsker, type Attempt } from './ask-again.ts';
import { asSet, openTab, type Shown, type Tab } from './open-tab.ts';

/** A message that the server has taken. */
export interface Told {
  readonly clientId: string;
  readonly text: string;
  /** Every id that it was given: one, however often it was posted. */
  readonly ids: ReadonlySet<string>;
}

/** A visitor of the web chat who has several tabs open. */
export interface Visitor {
  readonly conversation: string;
  readonly told: readonly Told[];
  readonly attempts: readonly Attempt[];
  readonly tabs: readonly Tab[];
  /** Posts a message with an id of its own until it is taken; it is posted `times`, at once or one after another. */
  say(text: string, times?: { readonly count: number; readonly atOnce: boolean }): Promise<void>;
  /** The whole log by polls, when each tab has shown as much of it, or after half a minute. */
  finish(): Promise<readonly Shown[]>;
  leave(): void;
}

const ONCE = { count: 1, atOnce: false };

/** How long (milliseconds) the tabs may take to show what there is. */
const LATEST = 30_000;

/** Begins a conversation; each request goes to the instance that `nextUrl` gives. */
export async function openVisitor(nextUrl: () => string, tabCount = 2): Promise<Visitor> {
  const asker = createAsker(nextUrl);
  const told: Told[] = [];
  const { token: given, conversationId } = await asker.ask({ method: 'POST', path: 'tokens/generate' });
  const [token, conversation] = [String(given), String(conversationId)];
  await asker.ask({ method: 'POST', path: 'conversations', token });
  const path = `conversations/${conversation}/activities`;
  const tabs = Array.from({ length: tabCount }, () => openTab(asker, conversation, token));

  return {
    conversation,
    told,
    attempts: asker.attempts,
    tabs,
    async say(text, { count, atOnce } = ONCE) {
      const clientId = `mine-${String(told.length)}`;
      const ids = new Set<string>();
      const body = { type: 'message', text, channelData: { clientActivityID: clientId } };
      const post = async () => {
        const { id } = await asker.ask({ method: 'POST', path, token, body });
        ids.add(String(id));
      };
      if (atOnce) await Promise.all(Array.from({ length: count }, post));
      else for (let i = 0; i < count; i += 1) await post();
      told.push({ clientId, text, ids });
    },
    async finish() {
      const log: Shown[] = [];
      for (let isWhole = false; !isWhole;) {
        const watermark = String(log.length);
        const polled = await asker.ask({ method: 'GET', path: `${path}?watermark=${watermark}`, token });
        const { activities } = asSet(polled);
        isWhole = activities.length === 0;
        log.push(...activities);
      }
      const latest = performance.now() + LATEST;
      while (performance.now() < latest && tabs.some(({ shown }) => shown.length < log.length))
        await pause(50);
      return log;
    },
    leave() {
      asker.stop();
      for (const tab of tabs) tab.close();
    },
  };
}
