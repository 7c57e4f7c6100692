/** The messages between the launcher and the chat page in its frame. */
export interface PageChannel {
  /** Sends a message. Messages wait until the page is ready. */
  say(kind: string, text?: string): void;
  isReady(): boolean;
  end(): void;
}

/** Opens the channel to a frame. In both directions only this window counts, and only if it has this origin. */
export function openPageChannel(
  frame: HTMLIFrameElement,
  origin: string,
  hear: (kind: unknown, count: number) => void,
): PageChannel {
  let waiting: object[] | undefined = [];
  const send = (message: object) => frame.contentWindow?.postMessage(message, origin);
  const listen = ({ data, origin: from, source }: MessageEvent<PageMessage>) => {
    if (from !== origin || source !== frame.contentWindow || data?.source !== 'waymark') return;
    if (data.kind === 'ready') {
      waiting?.forEach(send);
      waiting = undefined;
    }
    hear(data.kind, Number(data.count) || 0);
  };
  addEventListener('message', listen);
  return {
    say: (kind, text) => {
      const message = { source: 'waymark', kind, text };
      if (waiting) waiting.push(message);
      else send(message);
    },
    isReady: () => !waiting,
    end: () => removeEventListener('message', listen),
  };
}

/** The fields of a message of the chat page. Messages of others do not have `source: 'waymark'`. */
type PageMessage =
  { readonly source?: unknown; readonly kind?: unknown; readonly count?: unknown } | null | undefined;
