import { joinConversation, readActivitySet, type Activity } from './direct-line.ts';
import type { ChatSession } from '../../../contract/index.ts';
import type { CurrentSession } from './current-session.ts';
import type { Backoff } from './backoff.ts';

export interface Stream {
  close(): void;
}

export interface StreamEvents {
  readonly onActivity: (activity: Activity) => void;
  readonly onState: (state: 'open' | 'reconnecting') => void;
}

/** The server sends an empty frame every 20 s: after two that did not come, the connection is dead. */
const SILENCE = 45_000;
/** A token is not refreshed more often than this, in milliseconds, however short it lives; else at half of its time. */
const SOONEST = 1_000;
/** After so many failures in a row another session is asked for, whatever they were. */
const STALE = 3;

/**
 * Reads a conversation from its beginning, and again behind the last watermark whenever the connection is lost: whatever
 * happens, every activity comes, in order. (The client in Web Chat waits 3 to 15 s before each attempt, and does not say
 * when its socket closes or falls silent.)
 */
export function openStream(sessions: CurrentSession, waiting: Backoff, watch: StreamEvents): Stream {
  let closed = false;
  let socket: WebSocket | undefined;
  let place: { readonly conversation: string; readonly watermark: string } | undefined;
  void run();

  async function run(): Promise<void> {
    for (let failures = 0; !closed;) {
      const session = await sessions.get();
      const watermark = place?.conversation === session.conversationId ? place.watermark : undefined;
      const opened = await joinConversation(session, watermark);
      const isStale = opened.kind === 'expired' || opened.kind === 'refused' || failures >= STALE;
      if (isStale && opened.kind !== 'done') void sessions.renew(session);
      if (opened.kind === 'done') sessions.markStarted(session);
      const stood = opened.kind === 'done' && !isClosed() && (await read(session, opened.value));
      if (stood) failures = 0;
      if (isClosed()) return;
      watch.onState('reconnecting');
      await waiting.pause(failures, opened.kind === 'again' ? opened.after : undefined);
      failures += 1;
    }
  }

  /** Asked anew: it changes while something is waited for. */
  function isClosed(): boolean {
    return closed;
  }

  /** Reads until the connection ends; whether anything came over it. */
  function read(session: ChatSession, url: string): Promise<boolean> {
    return new Promise((resolve) => {
      let stood = false;
      let ended = false;
      const opened = new WebSocket(url);
      socket = opened;
      let silence = setTimeout(end, SILENCE);
      const refresh = setInterval(() => void sessions.refresh(), Math.max(SOONEST, session.expiresIn * 500));
      opened.addEventListener('open', () => watch.onState('open'));
      opened.addEventListener('message', ({ data }) => {
        if (ended) return;
        stood = true;
        clearTimeout(silence);
        silence = setTimeout(end, SILENCE);
        const set = readActivitySet(data);
        if (set === undefined) return;
        for (const activity of set.activities) watch.onActivity(activity);
        if (set.watermark !== undefined)
          place = { conversation: session.conversationId, watermark: set.watermark };
      });
      opened.addEventListener('close', end);
      opened.addEventListener('error', end);
      addEventListener('offline', end);

      function end(): void {
        ended = true;
        clearTimeout(silence);
        clearInterval(refresh);
        removeEventListener('offline', end);
        opened.close();
        resolve(stood);
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
