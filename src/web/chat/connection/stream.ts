import type { ChatSession } from '../../../contract/index.ts';
import { readActivitySet, type Activity } from './activity.ts';
import type { Backoff } from './backoff.ts';
import type { Browser, Socket } from './browser.ts';
import type { CurrentSession } from './current-session.ts';
import { joinConversation } from './direct-line.ts';

export interface Stream {
  close(): void;
}

export interface StreamEvents {
  readonly onActivity: (activity: Activity) => void;
  readonly onState: (state: 'open' | 'reconnecting') => void;
}

/** Milliseconds without a frame after which the connection counts as lost. The server sends one every 20 seconds. */
const SILENCE = 45_000;
/** The least pause between two refreshes of a token, in milliseconds. Normally it is half of the token's life. */
const SHORTEST_REFRESH = 1_000;
/** After so many failures in a row another session is asked for, whatever the failures were. */
const MAX_FAILURES = 3;

/**
 * Reads a conversation from its beginning. When the connection is lost it connects again and continues after the last
 * watermark, so that every activity arrives, in order. (The client in Web Chat waits 3 to 15 s before each attempt, and
 * does not say when its socket closes or falls silent.)
 */
export function openStream(
  browser: Browser,
  currentSession: CurrentSession,
  backoff: Backoff,
  { onActivity, onState }: StreamEvents,
): Stream {
  let closed = false;
  let socket: Socket | undefined;
  let place: { readonly conversation: string; readonly watermark: string } | undefined;
  void run();

  async function run(): Promise<void> {
    for (let failures = 0; !closed;) {
      const session = await currentSession.get();
      const watermark = place?.conversation === session.conversationId ? place.watermark : undefined;
      const joined = await joinConversation(browser, session, watermark);
      const isStale = joined.kind === 'expired' || joined.kind === 'refused' || failures >= MAX_FAILURES;
      if (isStale && joined.kind !== 'done') void currentSession.renew(session);
      if (joined.kind === 'done') currentSession.markStarted(session);
      const hasRead = joined.kind === 'done' && !isClosed() && (await read(session, joined.value));
      if (hasRead) failures = 0;
      if (isClosed()) return;
      onState('reconnecting');
      await backoff.pause(failures, joined.kind === 'retry' ? joined.after : undefined);
      failures += 1;
    }
  }

  /** A function, because `closed` changes during each `await`. */
  function isClosed(): boolean {
    return closed;
  }

  /** Reads until the connection ends. Returns whether any frame arrived. */
  function read(session: ChatSession, url: string): Promise<boolean> {
    return new Promise((resolve) => {
      let hasRead = false;
      let ended = false;
      const opened = new browser.WebSocket(url);
      socket = opened;
      let silence = setTimeout(end, SILENCE);
      const refresh = setInterval(
        () => void currentSession.refresh(),
        Math.max(SHORTEST_REFRESH, session.expiresIn * 500),
      );
      opened.addEventListener('open', () => onState('open'));
      opened.addEventListener('message', ({ data }) => {
        if (ended) return;
        hasRead = true;
        clearTimeout(silence);
        silence = setTimeout(end, SILENCE);
        const set = readActivitySet(data);
        if (set === undefined) return;
        for (const activity of set.activities) onActivity(activity);
        if (set.watermark !== undefined)
          place = { conversation: session.conversationId, watermark: set.watermark };
      });
      opened.addEventListener('close', end);
      opened.addEventListener('error', end);
      browser.addEventListener('offline', end);

      function end(): void {
        ended = true;
        clearTimeout(silence);
        clearInterval(refresh);
        browser.removeEventListener('offline', end);
        opened.close();
        resolve(hasRead);
      }
    });
  }

  return {
    close: () => {
      closed = true;
      socket?.close();
    },
  };
}
